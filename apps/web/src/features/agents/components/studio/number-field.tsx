import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface NumberFieldProps {
  label: string;
  hint?: string;
  /** `undefined`: not set, shown as "Default". */
  value: number | undefined;
  onValueChange: (value: number | undefined) => void;
  min?: number;
  max?: number;
  step?: number;
  error?: string | undefined;
  /** What an empty field means; default "Default". */
  placeholder?: string;
}

/** A number that may be left empty. Steps of 1 take whole numbers only. */
export function NumberField({
  label,
  hint,
  value,
  onValueChange,
  min,
  max,
  step = 1,
  error,
  placeholder,
}: NumberFieldProps): ReactNode {
  const { t } = useTranslation('agents');
  const outside = value !== undefined && ((min !== undefined && value < min) || (max !== undefined && value > max));
  const range = outside ? t('number.range', { min, max }) : undefined;
  return (
    <Field label={label} hint={hint} error={range ?? error}>
      <Input
        type="number"
        inputMode={step === 1 ? 'numeric' : 'decimal'}
        dir="ltr"
        min={min}
        max={max}
        step={step}
        placeholder={placeholder ?? t('number.default')}
        value={value ?? ''}
        onChange={(event) => {
          const typed = event.target.valueAsNumber;
          onValueChange(Number.isNaN(typed) ? undefined : step === 1 ? Math.round(typed) : typed);
        }}
      />
    </Field>
  );
}
