import { Badge, type BadgeTone } from '@agentforge/ui/badge';
import { CodeBlock } from '@agentforge/ui/code-block';
import { Disclosure } from '@agentforge/ui/disclosure';
import { Spinner } from '@agentforge/ui/spinner';
import { Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format.ts';
import { ApprovalNotice } from './approval-notice.tsx';
import type { ToolBlock, ToolStatus } from './chat-state.ts';

const tones: Record<ToolStatus, BadgeTone> = {
  pending: 'neutral',
  running: 'info',
  ok: 'success',
  error: 'danger',
  refused: 'danger',
  rejected: 'danger',
  timeout: 'danger',
  waiting_approval: 'warning',
  in_doubt: 'warning',
};

/** Pretty JSON; text as it is. */
export function prettyJson(value: unknown): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value, null, 2) ?? '';
}

/** One call of a tool, folded to a line: what was asked, what came back. */
export function ToolCallCard({ call }: { call: ToolBlock }): ReactNode {
  const { t } = useTranslation('chat');
  const format = useFormat();
  const busy = call.status === 'running' || call.status === 'pending';
  return (
    <div className="my-3 rounded-xl border border-line bg-surface shadow-card">
      <Disclosure
        className="px-3 py-1"
        title={
          <span className="flex min-w-0 items-center gap-2">
            <Wrench aria-hidden className="size-4 shrink-0 text-subtle" />
            <span className="truncate font-mono text-[0.8125rem]">{call.name}</span>
          </span>
        }
        trailing={
          <span className="flex items-center gap-2">
            {call.durationMs !== null && (
              <span className="text-xs text-subtle tabular-nums">{format.duration(call.durationMs)}</span>
            )}
            {busy && <Spinner label={null} />}
            <Badge tone={tones[call.status]}>{t(`tool.status.${call.status}`)}</Badge>
          </span>
        }
      >
        <div className="flex flex-col gap-3 pb-2">
          {call.error && <p className="text-sm text-danger-text">{call.error}</p>}
          {call.input !== undefined && (
            <CodeBlock title={t('tool.arguments')} code={prettyJson(call.input)} maxHeight="16rem" wrap />
          )}
          {call.output !== undefined && call.output !== null && (
            <CodeBlock title={t('tool.result')} code={prettyJson(call.output)} maxHeight="20rem" wrap />
          )}
          {call.input === undefined && call.output === undefined && !call.error && (
            <p className="text-sm text-muted">{t('tool.nothingYet')}</p>
          )}
        </div>
      </Disclosure>
      {/* While it waits, the answer shows what there is to decide. */}
      {call.approval && call.approval.decision !== 'pending' && <ApprovalNotice approval={call.approval} />}
    </div>
  );
}
