import { CodeBlock } from '@agentforge/ui/code-block';
import { Disclosure } from '@agentforge/ui/disclosure';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../../shared/format.ts';
import { RiskBadge } from '../../../shared/tool-form/risk-badge.tsx';
import type { TraceNode } from '../api/traces.ts';
import type { Decider } from '../deciders.ts';

const actions = ['allow', 'mask', 'block', 'flag', 'abstain', 'cut'] as const;

/** A value of any shape as text: what is text already stays as it is. */
export const readable = (value: unknown) =>
  typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');

/** What a part of a run was given and what it gave. */
export function TraceDetails({ node, decider }: { node: TraceNode; decider: Decider | undefined }): ReactNode {
  const format = useFormat();
  const { t } = useTranslation('runs');
  return (
    <div className="flex flex-col gap-3 ps-1.5 text-[0.8125rem] text-muted">
      <p className="tabular-nums">{t('step.after', { time: format.duration(node.start_ms) })}</p>
      {node.detail && node.kind !== 'notice' && <p className="break-words">{node.detail}</p>}
      {node.model && <ModelDetails node={node} facts={node.model} />}
      {node.tool && <ToolDetails facts={node.tool} />}
      {node.approval && <ApprovalDetails facts={node.approval} decider={decider} />}
      {node.retrieval && <Passages passages={node.retrieval.passages} />}
      {node.guardrail && <Verdicts verdicts={node.guardrail.verdicts} />}
    </div>
  );
}

function ModelDetails({ node, facts }: { node: TraceNode; facts: NonNullable<TraceNode['model']> }): ReactNode {
  const { t } = useTranslation('runs');
  const format = useFormat();
  const { usage } = node;
  return (
    <>
      {facts.fallback_from && <p className="text-warning-text">{t('step.fallback', { model: facts.fallback_from })}</p>}
      <p className="flex flex-wrap gap-x-4 gap-y-1 tabular-nums">
        {usage && (
          <span>
            {t('step.tokens', {
              input: format.number(usage.input_tokens ?? 0),
              output: format.number(usage.output_tokens ?? 0),
            })}
          </span>
        )}
        {facts.first_output_ms !== null && (
          <span>{t('trace.firstOutput', { time: format.duration(facts.first_output_ms) })}</span>
        )}
        {facts.finish_reason && <span>{t('trace.finish', { reason: facts.finish_reason })}</span>}
      </p>
      {facts.text !== '' && <CodeBlock title={t('trace.answer')} code={facts.text} maxHeight="18rem" wrap />}
      {facts.reasoning && <CodeBlock title={t('trace.thinking')} code={facts.reasoning} maxHeight="18rem" wrap />}
      {facts.prompt && <PromptDetails prompt={facts.prompt} />}
    </>
  );
}

function PromptDetails({ prompt }: { prompt: NonNullable<NonNullable<TraceNode['model']>['prompt']> }): ReactNode {
  const { t } = useTranslation('runs');
  return (
    <Disclosure title={t('trace.prompt', { count: prompt.messages.length })}>
      <div className="flex flex-col gap-3">
        {prompt.messages.map(({ role, text }, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was sent never changes its order
          <CodeBlock key={position} title={t(`trace.role.${role}`)} code={text} maxHeight="18rem" wrap />
        ))}
        {prompt.functions.length > 0 && <p>{t('trace.functions', { names: prompt.functions.join(', ') })}</p>}
        {Object.keys(prompt.parameters).length > 0 && (
          <CodeBlock title={t('trace.parameters')} code={readable(prompt.parameters)} wrap />
        )}
      </div>
    </Disclosure>
  );
}

function ToolDetails({ facts }: { facts: NonNullable<TraceNode['tool']> }): ReactNode {
  const { t } = useTranslation('runs');
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <RiskBadge risk={facts.risk} />
        {facts.reason}
        {facts.matched && <span>{t(`trace.matched.${facts.matched}`)}</span>}
        {facts.attempts > 1 && <span>{t('trace.attempts', { count: facts.attempts })}</span>}
      </p>
      {facts.error && <p className="text-danger-text">{facts.error}</p>}
      <CodeBlock title={t('step.arguments')} code={readable(facts.arguments)} maxHeight="18rem" wrap />
      {facts.result !== undefined && facts.result !== null && (
        <CodeBlock title={t('step.result')} code={readable(facts.result)} maxHeight="24rem" wrap />
      )}
    </>
  );
}

interface ApprovalDetailsProps {
  facts: NonNullable<TraceNode['approval']>;
  decider: Decider | undefined;
}

function ApprovalDetails({ facts, decider }: ApprovalDetailsProps): ReactNode {
  const { t } = useTranslation('runs');
  return (
    <>
      <p>{facts.reason}</p>
      {facts.decision && <p>{t(`step.status.${facts.decision}`)}</p>}
      {decider && (
        <p>
          <bdi>{t('step.by', { name: decider.by })}</bdi>
          {decider.onBehalfOf && <bdi>{` ${t('step.onBehalfOf', { name: decider.onBehalfOf })}`}</bdi>}
        </p>
      )}
      {facts.quorum > 1 && <p>{t('trace.quorum', { count: facts.quorum })}</p>}
      {facts.escalations > 0 && <p>{t('step.escalated', { count: facts.escalations })}</p>}
      {facts.comment && <p className="whitespace-pre-wrap">{`“${facts.comment}”`}</p>}
      <p>
        <Link to={`/approvals/${facts.approval_id}`} className="font-medium text-accent-text hover:underline">
          {t('trace.openApproval')}
        </Link>
      </p>
    </>
  );
}

function Passages({ passages }: NonNullable<TraceNode['retrieval']>): ReactNode {
  const { t } = useTranslation('runs');
  return (
    <ol className="flex flex-col gap-3">
      {passages.map((passage) => (
        <li key={passage.chunk_id} className="border-s-2 border-line-strong ps-3">
          <p className="font-medium text-foreground">
            {`[${passage.number}] ${passage.title}`}
            {passage.page !== null && ` · ${t('trace.page', { page: passage.page })}`}
          </p>
          <p className="line-clamp-4 break-words">{passage.text}</p>
        </li>
      ))}
    </ol>
  );
}

function Verdicts({ verdicts }: Pick<NonNullable<TraceNode['guardrail']>, 'verdicts'>): ReactNode {
  const { t } = useTranslation('runs');
  if (verdicts.length === 0) return <p>{t('trace.nothingNoted')}</p>;
  return (
    <ul className="flex flex-col gap-1">
      {verdicts.map(({ rule, action, detail }, position) => {
        const known = actions.find((one) => one === action);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: verdicts of one check never change their order
          <li key={position} className="break-words">
            <span className="font-medium text-foreground">{known ? t(`step.verdict.${known}`) : action}</span>
            <span className="font-mono text-xs">{` ${rule}`}</span>
            {detail && ` — ${detail}`}
          </li>
        );
      })}
    </ul>
  );
}
