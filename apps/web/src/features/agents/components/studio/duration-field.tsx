import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { Select } from '@agentforge/ui/select';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DurationUnit, durationParts, secondsOf, wholeParts } from '../../state/rule-words.ts';

const units = ['minute', 'hour', 'day'] as const satisfies readonly DurationUnit[];

export interface DurationFieldProps {
  label: string;
  hint?: string;
  error?: string | undefined;
  seconds: number | undefined;
  /** `undefined` when it is left empty. */
  onSecondsChange: (seconds: number | undefined) => void;
}

/** A number and its unit; kept in seconds. */
export function DurationField({ label, hint, error, seconds, onSecondsChange }: DurationFieldProps): ReactNode {
  const { t } = useTranslation('agents');
  const parts = seconds === undefined ? undefined : durationParts(seconds);
  // An empty field has no seconds to tell its unit from, and 90 minutes must not turn into hours while typing.
  const [chosen, setChosen] = useState<DurationUnit>(parts?.unit ?? 'hour');
  const unit = seconds !== undefined && seconds % secondsOf(1, chosen) === 0 ? chosen : (parts?.unit ?? chosen);
  const amount = seconds === undefined ? '' : seconds / secondsOf(1, unit);
  return (
    <Field label={label} hint={hint} error={error}>
      <div className="flex gap-2">
        <Input
          type="number"
          inputMode="numeric"
          dir="ltr"
          min={1}
          aria-label={label}
          placeholder={t('duration.never')}
          value={amount}
          onChange={(event) => {
            const typed = event.target.valueAsNumber;
            onSecondsChange(Number.isNaN(typed) || typed < 1 ? undefined : secondsOf(Math.round(typed), unit));
          }}
        />
        <Select
          aria-label={t('duration.unitOf', { label })}
          className="w-32 shrink-0"
          options={units.map((value) => ({ value, label: t(`duration.${value}`) }))}
          value={unit}
          onValueChange={(value) => {
            const next = units.find((one) => one === value) ?? 'minute';
            setChosen(next);
            if (typeof amount === 'number') onSecondsChange(secondsOf(amount, next));
          }}
        />
      </div>
    </Field>
  );
}

/** Seconds in words: "2 hours", "2 hours, 30 minutes". */
export function useDurationWords(): (seconds: number) => string {
  const { t } = useTranslation('agents');
  return (seconds) =>
    wholeParts(seconds)
      .map(({ amount, unit }) => t(`duration.words.${unit}`, { count: amount }))
      .join(', ');
}
