import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import { Field } from '@agentforge/ui/field';
import { Switch } from '@agentforge/ui/switch';
import { TagInput } from '@agentforge/ui/tag-input';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraftPart, useStudio } from '../../state/studio-context.ts';
import { AnswerSection } from './answer-section.tsx';
import { ApprovalSection } from './approval-section.tsx';
import { LimitsSection } from './limits-section.tsx';
import { Reason } from './reason.tsx';
import { StepSection } from './step-section.tsx';

type Guardrails = AgentDefinition['guardrails'];

export const guardrailGroups = {
  truth: ['anti_hallucination', 'cite_sources', 'admit_uncertainty', 'verify_facts', 'no_speculation'],
  escalation: ['escalate_angry', 'escalate_complex', 'escalate_request', 'escalate_sensitive'],
  privacy: ['pii_protection', 'mask_pii', 'no_store_pii'],
} as const satisfies Record<string, readonly (keyof Guardrails)[]>;

export type GuardrailGroup = keyof typeof guardrailGroups;

export function GuardrailsStep(): ReactNode {
  return (
    <>
      <SwitchSection group="truth" />
      <TopicsSection />
      <AnswerSection />
      <SwitchSection group="escalation" />
      <SwitchSection group="privacy" />
      <ApprovalSection />
      <LimitsSection />
    </>
  );
}

/** Switches with what each one makes the agent do. */
function SwitchSection({ group }: { group: GuardrailGroup }): ReactNode {
  const { t } = useTranslation('agents');
  const [guardrails, change] = useDraftPart('guardrails');
  return (
    <StepSection title={t(`guard.${group}.title`)} description={t(`guard.${group}.text`)}>
      {group === 'truth' && <Reason field="guardrails" />}
      <div className="flex flex-col divide-y divide-line">
        {guardrailGroups[group].map((name) => (
          <Switch
            key={name}
            label={t(`guardrail.${name}.label`)}
            description={t(`guardrail.${name}.text`)}
            checked={guardrails[name]}
            onCheckedChange={(on) => change({ [name]: on })}
            className="py-3"
          />
        ))}
      </div>
    </StepSection>
  );
}

function TopicsSection(): ReactNode {
  const { t } = useTranslation('agents');
  const { errors } = useStudio();
  const [guardrails, change] = useDraftPart('guardrails');
  return (
    <StepSection title={t('topics.title')} description={t('topics.text')}>
      <Field label={t('topics.avoid')} hint={t('topics.avoidHint')} error={errors['guardrails.avoid_topics']}>
        <TagInput
          values={guardrails.avoid_topics}
          maxTags={100}
          placeholder={t('topics.avoidPlaceholder')}
          onValuesChange={(avoid_topics) => change({ avoid_topics })}
        />
      </Field>
      <Field label={t('topics.focus')} hint={t('topics.focusHint')} error={errors['guardrails.focus_topics']}>
        <TagInput
          values={guardrails.focus_topics}
          maxTags={100}
          placeholder={t('topics.focusPlaceholder')}
          onValuesChange={(focus_topics) => change({ focus_topics })}
        />
      </Field>
    </StepSection>
  );
}
