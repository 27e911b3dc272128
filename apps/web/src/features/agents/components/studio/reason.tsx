import { Lightbulb } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { reasonsBelow } from '../../state/reasons.ts';
import { useStudio } from '../../state/studio-context.ts';

/** Why the first draft chose this. */
export function ReasonText({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation('agents');
  return (
    <p className="flex items-start gap-2 rounded-lg bg-info-soft px-3 py-2 text-[0.8125rem] text-info-text">
      <Lightbulb aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span>
        <span className="sr-only">{t('reason')} </span>
        {children}
      </span>
    </p>
  );
}

/** The draft's reasons for a field and the fields below it; nothing for an agent that was not drafted. */
export function Reason({ field }: { field: string }): ReactNode {
  const { notes } = useStudio();
  const reasons = reasonsBelow(notes.reasons, field);
  return reasons.map((reason) => <ReasonText key={reason}>{reason}</ReasonText>);
}
