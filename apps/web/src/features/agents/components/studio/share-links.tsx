import type { Agent } from '@agentforge/contracts/agents/schemas';
import { CodeBlock } from '@agentforge/ui/code-block';
import { CopyButton } from '@agentforge/ui/copy-button';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

function snippetOf(origin: string, slug: string): string {
  const body = JSON.stringify({ model: slug, messages: [{ role: 'user', content: 'Hello' }] });
  return [
    `curl ${origin}/v1/chat/completions \\`,
    '  -H "Authorization: Bearer $AGENTFORGE_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '${body}'`,
  ].join('\n');
}

/** Ways to a published agent: a link for people, the OpenAI-compatible address for programs. */
export function ShareLinks({ agent }: { agent: Pick<Agent, 'id' | 'slug'> }): ReactNode {
  const { t } = useTranslation('agents');
  const { origin } = window.location;
  return (
    <div className="flex flex-col gap-5">
      <ReadOnly label={t('share.link')} hint={t('share.linkHint')} value={`${origin}/chat/${agent.id}`} />
      <div className="grid gap-5 sm:grid-cols-2">
        <ReadOnly label={t('share.base')} value={`${origin}/v1`} />
        <ReadOnly label={t('share.model')} value={agent.slug} />
      </div>
      <CodeBlock title={t('share.snippet')} code={snippetOf(origin, agent.slug)} wrap />
      <p className="text-[0.8125rem] text-subtle">{t('share.keyHint')}</p>
    </div>
  );
}

function ReadOnly({ label, hint, value }: { label: string; hint?: string; value: string }): ReactNode {
  return (
    <Field label={label} hint={hint}>
      <Input readOnly mono dir="ltr" value={value} trailing={<CopyButton value={value} />} />
    </Field>
  );
}
