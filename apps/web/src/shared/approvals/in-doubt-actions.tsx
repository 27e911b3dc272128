import { Button } from '@agentforge/ui/button';
import { Check, RotateCw, X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionControl } from './use-decision.ts';

const outcomes = [
  { decision: 'happened', icon: Check },
  { decision: 'did_not_happen', icon: X },
  { decision: 'retry', icon: RotateCw },
] as const;

/** For a call whose effect nobody knows: a person looks and says. Each answer stands beside what it leads to. */
export function InDoubtActions({ control }: { control: DecisionControl }): ReactNode {
  const { t } = useTranslation('approvals');
  const id = useId();
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line">
        {outcomes.map(({ decision, icon }) => (
          <li key={decision} className="flex flex-wrap items-center gap-x-4 gap-y-2 p-3">
            <Button
              variant="outline"
              size="sm"
              icon={icon}
              loading={control.busy === decision}
              disabled={control.busy !== undefined}
              aria-describedby={`${id}-${decision}`}
              onClick={() => control.decide({ decision })}
              className="w-full justify-start sm:w-44"
            >
              {t(`action.${decision}`)}
            </Button>
            <p id={`${id}-${decision}`} className="min-w-0 basis-60 grow text-[0.8125rem] text-muted">
              {t(`action.${decision}Text`)}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
