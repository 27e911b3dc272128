import { Avatar } from '@agentforge/ui/avatar';
import { Badge } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { Card } from '@agentforge/ui/card';
import { classNames } from '@agentforge/ui/class-names';
import { PencilLine } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepId } from '../../state/draft.ts';
import { useStudio } from '../../state/studio-context.ts';
import { ProblemList } from './problem-list.tsx';
import { useProblems } from './use-problems.ts';
import { type SummaryRow, useSummary } from './use-summary.ts';

/** The whole agent on one page, in words. */
export function PreviewStep({ onStep }: { onStep: (step: StepId) => void }): ReactNode {
  const { t } = useTranslation(['agents', 'common']);
  const { draft } = useStudio();
  const problems = useProblems();
  const sections = useSummary(draft);
  return (
    <>
      <ProblemList problems={problems} onStep={onStep} />
      <Card className="flex flex-col gap-6">
        <div className="flex items-start gap-4">
          <Avatar name={draft.name || '?'} icon={draft.icon} size="lg" />
          <div className="min-w-0">
            <h3 className="text-lg font-semibold">{draft.name || t('hub.unnamed')}</h3>
            {draft.description && <p className="mt-0.5 text-sm text-muted">{draft.description}</p>}
          </div>
        </div>
        {sections.map(({ step, rows }) => (
          <section key={step} className="border-t border-line pt-5">
            <div className="mb-3 flex items-center justify-between gap-2">
              <h4 className="text-sm font-semibold">{t(`step.${step}.label`)}</h4>
              <Button size="sm" variant="ghost" icon={PencilLine} onClick={() => onStep(step)}>
                {t('common:edit')}
                <span className="sr-only"> {t(`step.${step}.label`)}</span>
              </Button>
            </div>
            <dl className="flex flex-col gap-3">
              {rows.map((row) => (
                <SummaryLine key={row.label} row={row} />
              ))}
            </dl>
          </section>
        ))}
      </Card>
    </>
  );
}

export function SummaryLine({ row }: { row: SummaryRow }): ReactNode {
  const { t } = useTranslation(['agents', 'common']);
  return (
    <div className={classNames('grid gap-1 text-sm', !row.alone && 'sm:grid-cols-[11rem_1fr] sm:gap-4')}>
      <dt className={row.alone ? 'sr-only' : 'text-muted'}>{row.label}</dt>
      <dd className="min-w-0 break-words whitespace-pre-line">
        {row.items ? (
          row.items.length === 0 ? (
            <span className="text-subtle">{t('common:none')}</span>
          ) : (
            <span className="flex flex-wrap gap-1.5">
              {row.items.map((item) => (
                <Badge key={item}>{item}</Badge>
              ))}
            </span>
          )
        ) : (
          row.text || <span className="text-subtle">{t('summary.empty')}</span>
        )}
      </dd>
    </div>
  );
}
