import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { RadioCards } from '@agentforge/ui/radio-cards';
import { CircleCheck, Hand, Plus, ShieldX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useToolChoices } from '../../../../shared/tool-form/tool-queries.ts';
import type { Rule } from '../../state/condition-value.ts';
import { moved, replacedAt, withoutAt } from '../../state/reorder.ts';
import { useDraftPart, useStudio } from '../../state/studio-context.ts';
import { Reason } from './reason.tsx';
import { RuleCard } from './rule-card.tsx';
import { StepSection } from './step-section.tsx';

const flows = [
  { value: 'block', icon: ShieldX },
  { value: 'ask', icon: Hand },
  { value: 'allow', icon: CircleCheck },
] as const;

/** Which calls need a person, and what happens when untrusted text meets private data. */
export function ApprovalSection(): ReactNode {
  const { t } = useTranslation('agents');
  const { draft, errors } = useStudio();
  const [policy, change] = useDraftPart('approval_policy');
  const { rules } = policy;
  const tools = useToolChoices('');
  const bound = tools.data?.filter(({ id }) => draft.tool_ids.includes(id)) ?? [];
  const setRules = (next: Rule[]) => change({ rules: next });
  const setFlow = (value: string) => {
    const flow = flows.find((each) => each.value === value);
    if (flow) change({ information_flow: flow.value });
  };
  return (
    <StepSection
      title={t('approvals.title')}
      description={t('approvals.text')}
      actions={
        <Button
          size="sm"
          variant="outline"
          icon={Plus}
          disabled={rules.length >= 100}
          onClick={() => setRules([...rules, { tool_id: '*', action: 'ask' }])}
        >
          {t('approvals.add')}
        </Button>
      }
    >
      <Reason field="approval_policy" />
      {rules.length === 0 && <Alert tone="info">{t('approvals.none')}</Alert>}
      {rules.length > 0 && (
        <div className="flex flex-col gap-3">
          <p className="text-sm text-muted">{t('approvals.order')}</p>
          <ol className="flex flex-col gap-3">
            {rules.map((rule, position) => (
              <RuleCard
                // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity but their place, and no state of their own
                key={position}
                rule={rule}
                position={position}
                count={rules.length}
                tools={bound}
                errors={errors}
                onChange={(next) => setRules(replacedAt(rules, position, next))}
                onMove={(to) => setRules(moved(rules, position, to))}
                onRemove={() => setRules(withoutAt(rules, position))}
              />
            ))}
          </ol>
          <p className="text-[0.8125rem] text-subtle">{t('approvals.otherwise')}</p>
        </div>
      )}
      <Field group label={t('flow.label')} hint={t('flow.hint')}>
        <RadioCards
          columns={3}
          value={policy.information_flow}
          onValueChange={setFlow}
          options={flows.map(({ value, icon }) => ({
            value,
            icon,
            label: t(`flow.${value}.label`),
            description: t(`flow.${value}.text`),
          }))}
        />
      </Field>
    </StepSection>
  );
}
