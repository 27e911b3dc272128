import { Toaster } from '@agentforge/ui/toast';
import { UiProvider } from '@agentforge/ui/ui-provider';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import approvals from '../i18n/en/approvals.json';
import common from '../i18n/en/common.json';
import tools from '../i18n/en/tools.json';
import { ApprovalCard } from './approval-card.tsx';
import type { Approval } from './approval-queries.ts';

const shown: Approval = {
  id: 'approval_1',
  kind: 'approval',
  status: 'pending',
  run_id: 'run_1',
  conversation_id: 'conversation_1',
  agent: { id: 'agent_1', name: 'Cleaner' },
  tool_id: 'tool_1',
  function: 'delete_order',
  arguments: { order_id: 'A-17', note: '[a](https://example.test) **now**' },
  arguments_hash: 'hash-of-A-17',
  risk: 'destructive',
  reason: 'It destroys something.',
  taint: [{ label: 'untrusted', source: 'https://example.test/page' }],
  requested_by: { id: 'user_1', label: 'Ada' },
  quorum: 1,
  votes: [],
  approvers: [],
  requester_may_approve: true,
  level: 0,
  escalates_at: null,
  history: [],
  can_decide: true,
  decides_for: null,
  expires_at: null,
  created_at: '2026-11-22T10:00:00Z',
};

const noMedia = {
  matches: false,
  onchange: null,
  addListener: () => undefined,
  removeListener: () => undefined,
};

beforeAll(async () => {
  // jsdom has no layout to ask; the place of toasts depends on it.
  window.matchMedia = (media) => Object.assign(new EventTarget(), noMedia, { media });
  await i18next.use(initReactI18next).init({
    lng: 'en',
    ns: ['common', 'approvals', 'tools'],
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    resources: { en: { common, approvals, tools } },
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** The network ends at `fetch`: what leaves the page is recorded, what comes back is written here. */
function draw(change: Partial<Approval>, answer: () => Response) {
  const sent: { path: string; body: unknown }[] = [];
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(
      new URL(String(input instanceof Request ? input.url : input), 'http://localhost'),
      init,
    );
    sent.push({ path: new URL(request.url).pathname, body: await request.json().catch(() => undefined) });
    return answer();
  });
  const decided = vi.fn();
  const memory = new QueryClient();
  const reread = vi.spyOn(memory, 'invalidateQueries');
  render(
    <QueryClientProvider client={memory}>
      <UiProvider>
        <ApprovalCard approval={{ ...shown, ...change }} onDecided={decided} />
        <Toaster />
      </UiProvider>
    </QueryClientProvider>,
  );
  return { sent, decided, reread };
}

const approved = () => Response.json({ ...shown, status: 'approved', can_decide: false });
const refused = (status: number, detail: string) => () =>
  Response.json(
    { type: 'about:blank', title: 'No', status, code: 'conflict', request_id: 'r', detail },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );
const button = (name: string) => screen.getByRole('button', { name });

describe('deciding', () => {
  it('approves exactly what was shown: the hash goes back', async () => {
    const { sent, decided } = draw({}, approved);
    await userEvent.click(button('Approve'));
    await waitFor(() => expect(decided).toHaveBeenCalledOnce());
    expect(sent).toEqual([
      {
        path: '/api/v1/approvals/approval_1/decide',
        body: { decision: 'approve', arguments_hash: 'hash-of-A-17' },
      },
    ]);
  });

  it('sends arguments a person changed, and nothing that is no object', async () => {
    const { sent } = draw({}, approved);
    await userEvent.click(button('Edit, then approve'));
    expect(button('Approve with these').hasAttribute('disabled')).toBe(true);
    const field = screen.getByRole('textbox', { name: 'Arguments as JSON' });
    await userEvent.clear(field);
    await userEvent.paste('{"order_id":');
    expect(screen.getByText('This is not valid JSON yet')).toBeDefined();
    expect(button('Approve with these').hasAttribute('disabled')).toBe(true);
    await userEvent.clear(field);
    await userEvent.paste('["B-2"]');
    expect(button('Approve with these').hasAttribute('disabled')).toBe(true);
    await userEvent.clear(field);
    await userEvent.paste('{"order_id":"B-2"}');
    await userEvent.click(button('Approve with these'));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toEqual({
      decision: 'approve',
      arguments: { order_id: 'B-2' },
      arguments_hash: 'hash-of-A-17',
    });
  });

  it('rejects with a comment', async () => {
    const { sent } = draw({}, approved);
    await userEvent.click(button('Reject'));
    await userEvent.type(screen.getByRole('textbox', { name: /Why not/ }), ' Wrong order ');
    await userEvent.click(button('Reject'));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toEqual({ decision: 'reject', comment: 'Wrong order', arguments_hash: 'hash-of-A-17' });
  });

  it('reads everything again when somebody was quicker, and says so in the server’s words', async () => {
    const { decided, reread } = draw({}, refused(409, 'This was approved already.'));
    await userEvent.click(button('Approve'));
    expect(await screen.findByText('This was approved already.')).toBeDefined();
    expect(decided).toHaveBeenCalledOnce();
    expect(reread).toHaveBeenCalledWith({ queryKey: ['approvals'] });
  });

  it('keeps the form when the server does not take the arguments', async () => {
    const { decided } = draw({}, refused(422, 'order_id is required'));
    await userEvent.click(button('Approve'));
    expect(await screen.findByText('order_id is required')).toBeDefined();
    expect(decided).not.toHaveBeenCalled();
    expect(button('Approve')).toBeDefined();
  });

  it('asks what became of a call in doubt', async () => {
    const { sent } = draw({ kind: 'in_doubt' }, approved);
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
    await userEvent.click(button('It did not happen'));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toEqual({ decision: 'did_not_happen', arguments_hash: 'hash-of-A-17' });
  });
});

describe('the card', () => {
  it('offers nothing to those who may not decide', () => {
    draw({ can_decide: false }, approved);
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
    expect(screen.getByText('Someone else has to decide this.')).toBeDefined();
  });

  it('shows arguments as they are, never as markup, and where untrusted content came from', () => {
    draw({}, approved);
    expect(screen.getByRole('cell', { name: '[a](https://example.test) **now**' })).toBeDefined();
    expect(screen.queryByRole('link')).toBeNull();
    expect(screen.getByText('Untrusted content from https://example.test/page')).toBeDefined();
  });

  it('says who may decide, who is asked next, and in whose place the reader decides', () => {
    const approvers = [
      { id: 'role_1', kind: 'role' as const, name: 'Finance', detail: '' },
      { id: 'user_9', kind: 'gone' as const, name: '', detail: '' },
    ];
    const escalates_at = new Date(Date.now() + 90_000).toISOString();
    draw({ approvers, decides_for: 'bo@example.test', level: 1, escalates_at }, approved);
    expect(screen.getByText('You decide this in the place of bo@example.test.')).toBeDefined();
    expect(screen.getByText('Finance')).toBeDefined();
    expect(screen.getByText('Someone who is no longer here')).toBeDefined();
    expect(screen.getByText(/^Goes to more people in 1:\d\d$/)).toBeDefined();
    expect(screen.getByText('Nobody decided in time, so more people were asked')).toBeDefined();
  });

  it('tells what happened so far, oldest first', async () => {
    const nothing = { by: null, on_behalf_of: null, comment: '', superseded: false, asked: [] };
    const at = '2026-11-22T10:00:00Z';
    const history = [
      { ...nothing, event: 'requested' as const, at, by: 'Ada' },
      { ...nothing, event: 'approve' as const, at, by: 'Bo', on_behalf_of: 'Cy', superseded: true },
      { ...nothing, event: 'expired' as const, at },
    ];
    draw({ status: 'expired', can_decide: false, history }, approved);
    await userEvent.click(button('History'));
    const list = screen.getByRole('list', { name: 'History' });
    const lines = within(list)
      .getAllByRole('listitem')
      .map((item) => item.textContent ?? '');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('Requested by Ada');
    expect(lines[1]).toContain('Approved by Bo');
    expect(lines[1]).toContain('on behalf of Cy');
    expect(lines[1]).toContain('counts no longer');
    expect(lines[2]).toContain('The time to decide was over');
  });

  it('says how many have voted of how many it takes', () => {
    const vote = {
      by: 'Bo',
      on_behalf_of: null,
      decision: 'approve',
      comment: 'Fine by me',
      at: '2026-11-22T10:00:00Z',
    };
    draw({ quorum: 2, votes: [vote] }, approved);
    expect(screen.getByText('1 of 2 approvals')).toBeDefined();
    expect(screen.getByText('Fine by me')).toBeDefined();
  });
});
