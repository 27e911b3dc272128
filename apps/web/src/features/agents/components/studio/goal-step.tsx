import { Field } from '@agentforge/ui/field';
import { Textarea } from '@agentforge/ui/textarea';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStudio } from '../../state/studio-context.ts';
import { Reason } from './reason.tsx';
import { RedraftSection } from './redraft-section.tsx';
import { StepSection } from './step-section.tsx';

export function GoalStep(): ReactNode {
  const { t } = useTranslation('agents');
  const { draft, edit, errors } = useStudio();
  return (
    <>
      <StepSection title={t('goal.title')} description={t('goal.text')}>
        <Field label={t('goal.label')} error={errors['goal']} required>
          <Textarea
            rows={6}
            autoGrow
            maxRows={16}
            maxLength={10_000}
            value={draft.goal}
            placeholder={t('goal.placeholder')}
            onChange={(event) => edit({ goal: event.target.value })}
            className="text-base"
          />
        </Field>
        <Reason field="goal" />
      </StepSection>
      <RedraftSection />
    </>
  );
}
