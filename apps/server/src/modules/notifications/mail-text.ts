import type { MailMessage } from '@agentforge/plugin-kit/mailer';
import type { ApprovalNotice } from '../approvals/index.ts';

interface Occasion {
  notice: ApprovalNotice;
  escalated: boolean;
  link: string;
  preferencesLink: string;
}

type Content = Pick<MailMessage, 'subject' | 'text' | 'html'>;

/** One line without control characters: it may stand in a subject. */
function line(text: string, most = 300): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return plain.length <= most ? plain : `${plain.slice(0, most - 1)}…`;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');
}

function openingOf({ notice, escalated }: Occasion): { subject: string; opening: string } {
  const agent = line(notice.agentName, 80);
  const tool = line(notice.functionName, 80);
  if (notice.kind === 'in_doubt') {
    return {
      subject: `Did it happen? ${tool} of ${agent}`,
      opening: `Nobody knows whether ${tool} of the agent ${agent} took effect. The agent waits for you to look and say.`,
    };
  }
  return {
    subject: `${escalated ? 'Still waiting' : 'Approval needed'}: ${agent} wants to use ${tool}`,
    opening: escalated
      ? `The agent ${agent} wants to use ${tool}. Nobody has decided yet, so you are asked as well.`
      : `The agent ${agent} wants to use ${tool} and waits for your decision.`,
  };
}

/** Tool, reason, who asked, until when, and where to decide. Never the arguments: mail is read on other machines. */
export function approvalMail(occasion: Occasion): Content {
  const { notice, link, preferencesLink } = occasion;
  const { subject, opening } = openingOf(occasion);
  const facts: [string, string][] = [
    ['Asked by', line(notice.requestedByLabel, 120)],
    ['Reason', line(notice.reason)],
  ];
  if (notice.quorum > 1) facts.push(['Needs', `${notice.quorum} approvals`]);
  if (notice.expiresAt !== null) facts.push(['Decide before', `${utc(notice.expiresAt)}`]);
  return {
    subject: line(subject, 150),
    text: [
      opening,
      '',
      ...facts.map(([name, value]) => `${name}: ${value}`),
      '',
      `Look at it and decide: ${link}`,
      '',
      `You can turn these e-mails off in your profile: ${preferencesLink}`,
      '',
    ].join('\n'),
    html: page(opening, facts, { link, label: 'Look at it and decide' }, preferencesLink),
  };
}

export function testMail(sender: string, preferencesLink: string): Content {
  const opening = 'This is a test. E-mail from AgentForge reaches you.';
  return {
    subject: 'AgentForge: test e-mail',
    text: `${opening}\n\nSent for: ${sender}\n`,
    html: page(opening, [['Sent for', line(sender, 120)]], null, preferencesLink),
  };
}

function utc(moment: string): string {
  return `${moment.slice(0, 16).replace('T', ' ')} UTC`;
}

function page(
  opening: string,
  facts: readonly [string, string][],
  action: { link: string; label: string } | null,
  preferencesLink: string,
): string {
  const rows = facts
    .map(
      ([name, value]) =>
        `<tr><td style="padding:2px 16px 2px 0;color:#5b6472">${escaped(name)}</td><td>${escaped(value)}</td></tr>`,
    )
    .join('');
  const button =
    action === null
      ? ''
      : `<p><a href="${escaped(action.link)}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#3f4fd8;color:#ffffff;text-decoration:none">${escaped(action.label)}</a></p>`;
  const footer =
    action === null
      ? ''
      : `<p style="color:#5b6472;font-size:13px">You can turn these e-mails off in <a href="${escaped(preferencesLink)}">your profile</a>.</p>`;
  return `<!doctype html><html lang="en"><body style="font-family:sans-serif;font-size:15px;line-height:1.5;color:#1c2330"><p>${escaped(opening)}</p><table style="border-collapse:collapse">${rows}</table>${button}${footer}</body></html>`;
}
