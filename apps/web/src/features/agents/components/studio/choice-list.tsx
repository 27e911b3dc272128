import { Badge } from '@agentforge/ui/badge';
import { Checkbox } from '@agentforge/ui/checkbox';
import { classNames } from '@agentforge/ui/class-names';
import { Skeleton } from '@agentforge/ui/skeleton';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReasonText } from './reason.tsx';

export interface Choice {
  id: string;
  name: string;
  description: string;
  icon: ReactNode;
  /** Badges at the end of the first row. */
  marks?: ReactNode;
  /** Why the draft suggests it; suggested ones come first. */
  reason: string | undefined;
}

export interface ChoiceListProps {
  label: string;
  choices: readonly Choice[] | undefined;
  chosen: readonly string[];
  onChosenChange: (ids: string[]) => void;
  empty: ReactNode;
}

/** Rows to tick. Their order is settled when the page opens: what is ticked does not jump away under the pointer. */
export function ChoiceList({ label, choices, chosen, onChosenChange, empty }: ChoiceListProps): ReactNode {
  const { t } = useTranslation('agents');
  const [atFirst] = useState(() => new Set(chosen));
  if (!choices) {
    return (
      <div className="flex flex-col gap-2" aria-hidden>
        {['a', 'b', 'c'].map((place) => (
          <Skeleton key={place} className="h-18 rounded-xl" />
        ))}
      </div>
    );
  }
  if (choices.length === 0) return empty;
  const rank = (choice: Choice) => (choice.reason !== undefined ? 0 : atFirst.has(choice.id) ? 1 : 2);
  const toggle = (id: string, on: boolean) =>
    onChosenChange(on ? [...chosen, id] : chosen.filter((other) => other !== id));
  return (
    <ul aria-label={label} className="flex flex-col gap-2">
      {choices
        .toSorted((left, right) => rank(left) - rank(right))
        .map((choice) => {
          const on = chosen.includes(choice.id);
          return (
            <li
              key={choice.id}
              className={classNames(
                'flex items-start gap-3 rounded-xl border p-3 transition-colors',
                on ? 'border-accent-line bg-accent-soft/50' : 'border-line hover:border-line-strong',
              )}
            >
              {choice.icon}
              <div className="flex min-w-0 grow flex-col gap-2">
                <Checkbox
                  checked={on}
                  onCheckedChange={(next) => toggle(choice.id, next)}
                  label={choice.name}
                  description={choice.description || undefined}
                />
                {(choice.marks || choice.reason !== undefined) && (
                  <div className="flex flex-wrap items-center gap-2">
                    {choice.reason !== undefined && <Badge tone="accent">{t('suggested')}</Badge>}
                    {choice.marks}
                  </div>
                )}
                {choice.reason && <ReasonText>{choice.reason}</ReasonText>}
              </div>
            </li>
          );
        })}
    </ul>
  );
}
