import { Badge } from '@agentforge/ui/badge';
import { Card, CardHeader } from '@agentforge/ui/card';
import { CodeBlock } from '@agentforge/ui/code-block';
import { Disclosure } from '@agentforge/ui/disclosure';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/format.ts';
import type { RunComparison } from '../api/traces.ts';
import { TextDifference } from './text-difference.tsx';
import { readable } from './trace-details.tsx';

type Step = RunComparison['steps'][number];
type Side = NonNullable<Step['left']>;
type Call = Step['calls'][number];

/** One turn of both runs, side by side; what differs is named at its head. */
export function ComparedStep({ step }: { step: Step }): ReactNode {
  const { t } = useTranslation('runs');
  return (
    <Card>
      <CardHeader
        title={t('trace.turn', { step: step.step })}
        level={3}
        actions={<Differences names={step.differs} />}
      />
      <div className="grid gap-4 md:grid-cols-2">
        <StepSide name={t('compare.left')} side={step.left}>
          <TextDifference pieces={step.text} side="left" />
        </StepSide>
        <StepSide name={t('compare.right')} side={step.right}>
          <TextDifference pieces={step.text} side="right" />
        </StepSide>
      </div>
      {step.calls.map((call, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: calls of a finished comparison keep their order
        <ComparedCall key={position} call={call} />
      ))}
    </Card>
  );
}

function Differences({ names }: { names: Step['differs'] }): ReactNode {
  const { t } = useTranslation('runs');
  if (names.length === 0) return <Badge tone="success">{t('compare.same')}</Badge>;
  return (
    <span className="flex flex-wrap gap-1.5">
      {names.map((name) => (
        <Badge key={name} tone="warning">
          {t(`compare.differs.${name}`)}
        </Badge>
      ))}
    </span>
  );
}

function StepSide({ name, side, children }: { name: string; side: Side | null; children: ReactNode }): ReactNode {
  const { t } = useTranslation('runs');
  const format = useFormat();
  if (side === null) {
    return (
      <section aria-label={name} className="rounded-lg border border-dashed border-line p-4 text-sm text-subtle">
        {t('compare.missing')}
      </section>
    );
  }
  const { usage, duration_ms } = side;
  return (
    <section aria-label={name} className="flex min-w-0 flex-col gap-2 rounded-lg border border-line p-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-subtle tabular-nums">
        <bdi className="font-mono text-foreground">{side.model}</bdi>
        {side.origin !== 'live' && <Badge>{t(`trace.origin.${side.origin}`)}</Badge>}
        {usage && (
          <span>
            {t('step.tokens', {
              input: format.number(usage.input_tokens ?? 0),
              output: format.number(usage.output_tokens ?? 0),
            })}
          </span>
        )}
        {usage && <span>{usage.cost_usd === null ? `≥ ${format.money(0)}` : format.money(usage.cost_usd)}</span>}
        {duration_ms !== null && <span>{format.duration(duration_ms)}</span>}
      </p>
      {children}
      {side.prompt && (
        <Disclosure title={t('trace.prompt', { count: side.prompt.messages.length })}>
          <div className="flex flex-col gap-3">
            {side.prompt.messages.map(({ role, text }, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what was sent never changes its order
              <CodeBlock key={position} title={t(`trace.role.${role}`)} code={text} maxHeight="14rem" wrap />
            ))}
          </div>
        </Disclosure>
      )}
    </section>
  );
}

function ComparedCall({ call }: { call: Call }): ReactNode {
  const { t } = useTranslation('runs');
  const name = call.left?.function ?? call.right?.function ?? '';
  return (
    <Disclosure
      className="mt-3"
      defaultOpen={call.differs.length > 0}
      title={
        <span className="flex flex-wrap items-center gap-2">
          {t('compare.call')} <bdi className="font-mono text-[0.8125rem]">{name}</bdi>
          {call.differs.map((one) => (
            <Badge key={one} tone="warning">
              {t(`compare.call_differs.${one}`)}
            </Badge>
          ))}
        </span>
      }
    >
      <div className="grid gap-4 md:grid-cols-2">
        <CallSide name={t('compare.left')} side={call.left} />
        <CallSide name={t('compare.right')} side={call.right} />
      </div>
    </Disclosure>
  );
}

function CallSide({ name, side }: { name: string; side: Call['left'] }): ReactNode {
  const { t } = useTranslation('runs');
  if (side === null) return <p className="text-sm text-subtle">{t('compare.missingCall')}</p>;
  return (
    <section aria-label={name} className="flex min-w-0 flex-col gap-3">
      <CodeBlock title={t('step.arguments')} code={readable(side.arguments)} maxHeight="14rem" wrap />
      <CodeBlock title={t('step.result')} code={readable(side.result)} maxHeight="18rem" wrap />
    </section>
  );
}
