import { Field } from '@agentforge/ui/field';
import { Switch } from '@agentforge/ui/switch';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApproverPicker } from '../../../../shared/approvals/approver-picker.tsx';
import type { Rule } from '../../state/condition-value.ts';
import { leavesRequesterOut } from '../../state/rule-words.ts';
import { DurationField } from './duration-field.tsx';
import { EscalationLevels } from './escalation-levels.tsx';
import { NumberField } from './number-field.tsx';

export interface AskFieldsProps {
  rule: Rule;
  /** Dotted path of the rule, for the server's messages. */
  path: string;
  errors: Readonly<Record<string, string>>;
  onChange: (rule: Rule) => void;
}

/** The rule without fields that are `undefined`: an absent field and an empty one are not the same to the server. */
function withPart(rule: Rule, part: { [Key in keyof Rule]?: Rule[Key] | undefined }): Rule {
  const entries = Object.entries({ ...rule, ...part }).filter(([, value]) => value !== undefined);
  return Object.assign({ tool_id: rule.tool_id, action: rule.action }, Object.fromEntries(entries));
}

/** The server names a place inside a list (`approvers.2`); the picker is one field. */
function errorWithin(errors: AskFieldsProps['errors'], path: string): string | undefined {
  return errors[path] ?? Object.entries(errors).find(([key]) => key.startsWith(`${path}.`))?.[1];
}

/** Who is asked, how many have to agree, for how long, and who is asked when nobody answers. */
export function AskFields({ rule, path, errors, onChange }: AskFieldsProps): ReactNode {
  const { t } = useTranslation('agents');
  const change = (part: Parameters<typeof withPart>[1]) => onChange(withPart(rule, part));
  const approvers = rule.approvers ?? [];
  return (
    <div className="flex flex-col gap-4 border-t border-line pt-4">
      <Field
        label={t('rule.approvers')}
        hint={t('rule.approversHint')}
        error={errorWithin(errors, `${path}.approvers`)}
      >
        <ApproverPicker
          ids={approvers}
          placeholder={t('rule.approversPlaceholder')}
          onIdsChange={(ids) => change({ approvers: ids.length === 0 ? undefined : ids })}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField
          label={t('rule.quorum')}
          hint={t('rule.quorumHint')}
          value={rule.quorum}
          min={1}
          max={20}
          placeholder="1"
          error={errors[`${path}.quorum`]}
          onValueChange={(quorum) => change({ quorum })}
        />
        <DurationField
          label={t('rule.expires')}
          hint={t('rule.expiresHint')}
          seconds={rule.expires_in_seconds}
          error={errors[`${path}.expires_in_seconds`]}
          onSecondsChange={(expires_in_seconds) => change({ expires_in_seconds })}
        />
      </div>
      <Switch
        label={t('rule.requester')}
        description={t(approvers.length === 0 ? 'rule.requesterUnnamed' : 'rule.requesterNamed')}
        checked={leavesRequesterOut(rule)}
        onCheckedChange={(on) => change({ requester_may_approve: !on })}
      />
      <EscalationLevels
        levels={rule.escalation ?? []}
        path={`${path}.escalation`}
        errorOf={(key) => errorWithin(errors, key)}
        onLevelsChange={(levels) => change({ escalation: levels.length === 0 ? undefined : levels })}
      />
    </div>
  );
}
