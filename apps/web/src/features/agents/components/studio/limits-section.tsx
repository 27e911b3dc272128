import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraftPart, useStudio } from '../../state/studio-context.ts';
import { NumberField } from './number-field.tsx';
import { Reason } from './reason.tsx';
import { StepSection } from './step-section.tsx';

const limits = [
  { name: 'max_steps', min: 1, max: 50, step: 1 },
  { name: 'max_tool_calls', min: 0, max: 200, step: 1 },
  { name: 'max_seconds', min: 5, max: 3600, step: 1 },
  { name: 'max_tokens', min: 100, max: 10_000_000, step: 1 },
  { name: 'max_cost_usd', min: 0, max: 10_000, step: 0.01 },
] as const;

/** Where a single answer stops. */
export function LimitsSection(): ReactNode {
  const { t } = useTranslation('agents');
  const { errors } = useStudio();
  const [budget, change] = useDraftPart('budget');
  return (
    <StepSection title={t('limits.title')} description={t('limits.text')}>
      <Reason field="budget" />
      <div className="grid gap-5 sm:grid-cols-2">
        {limits.map(({ name, min, max, step }) => (
          <NumberField
            key={name}
            label={t(`limits.${name}.label`)}
            hint={t(`limits.${name}.text`)}
            value={budget[name]}
            onValueChange={(value) => change({ [name]: value })}
            min={min}
            max={max}
            step={step}
            error={errors[`budget.${name}`]}
          />
        ))}
      </div>
    </StepSection>
  );
}
