import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { IconButton } from '@agentforge/ui/icon-button';
import { ArrowUpRight, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApproverPicker } from '../../../../shared/approvals/approver-picker.tsx';
import type { Rule } from '../../state/condition-value.ts';
import { replacedAt, withoutAt } from '../../state/reorder.ts';
import { DurationField } from './duration-field.tsx';

export type Level = NonNullable<Rule['escalation']>[number];

export interface EscalationLevelsProps {
  levels: readonly Level[];
  path: string;
  errorOf: (path: string) => string | undefined;
  onLevelsChange: (levels: Level[]) => void;
}

const most = 3;
const usual: Level = { after_seconds: 1800, approvers: [] };

/** Who is asked besides when nobody decides for so long. */
export function EscalationLevels({ levels, path, errorOf, onLevelsChange }: EscalationLevelsProps): ReactNode {
  const { t } = useTranslation('agents');
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="text-sm font-medium">{t('rule.escalation')}</legend>
      <p className="text-[0.8125rem] text-subtle">{t('rule.escalationHint')}</p>
      {levels.map((level, at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: levels have no identity but their place
          key={at}
          className="flex items-start gap-2 rounded-lg border border-line bg-surface p-3"
        >
          <div className="grid min-w-0 grow items-start gap-3 sm:grid-cols-2">
            <DurationField
              label={t(at === 0 ? 'rule.after' : 'rule.afterMore')}
              seconds={level.after_seconds}
              error={errorOf(`${path}.${at}.after_seconds`)}
              onSecondsChange={(seconds) =>
                onLevelsChange(replacedAt(levels, at, { ...level, after_seconds: seconds ?? 60 }))
              }
            />
            <Field
              label={t('rule.askAlso')}
              hint={level.approvers.length === 0 ? t('rule.askAlsoMissing') : undefined}
              error={errorOf(`${path}.${at}.approvers`)}
            >
              <ApproverPicker
                ids={level.approvers}
                placeholder={t('rule.approversChoose')}
                onIdsChange={(approvers) => onLevelsChange(replacedAt(levels, at, { ...level, approvers }))}
              />
            </Field>
          </div>
          <IconButton
            icon={X}
            size="sm"
            label={t('rule.removeLevel', { number: at + 1 })}
            onClick={() => onLevelsChange(withoutAt(levels, at))}
          />
        </div>
      ))}
      <Button
        variant="ghost"
        size="sm"
        icon={ArrowUpRight}
        disabled={levels.length >= most}
        onClick={() => onLevelsChange([...levels, usual])}
        className="self-start"
      >
        {t('rule.addLevel')}
      </Button>
    </fieldset>
  );
}
