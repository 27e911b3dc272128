import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TraceNode } from '../api/traces.ts';

/** What a part is called: its kind in words, and the name the machine has for it where there is one. */
export function TraceName({ node }: { node: TraceNode }): ReactNode {
  const { t } = useTranslation('runs');
  const { kind, name, guardrail, step, retrieval } = node;
  if (kind === 'step') return <span className="truncate font-medium">{t('trace.turn', { step: step ?? name })}</span>;
  if (guardrail) return <span className="truncate">{t(`step.guardrail.${guardrail.stage}`)}</span>;
  if (retrieval) return <span className="truncate">{t('trace.passages', { count: retrieval.passages.length })}</span>;
  if (kind === 'notice') return <span className="truncate">{node.detail ?? name}</span>;
  if (kind === 'summary') return <span className="truncate">{t('trace.summary')}</span>;
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <span className="shrink-0 text-muted">{t(`trace.kind.${kind}`)}</span>
      <bdi className="truncate font-mono text-[0.8125rem]">{name}</bdi>
    </span>
  );
}
