import { Field } from '@agentforge/ui/field';
import { Slider } from '@agentforge/ui/slider';
import { Switch } from '@agentforge/ui/switch';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LimitDraft } from '../limit-draft.ts';

const usual = 80;

/** From which share on new answers use the cheaper model, before the limit stops them. */
export function SoftField({
  draft,
  onChange,
}: {
  draft: LimitDraft;
  onChange: (part: Partial<LimitDraft>) => void;
}): ReactNode {
  const { t } = useTranslation('budgets');
  return (
    <div className="flex flex-col gap-4 rounded-xl border border-line p-4">
      <Switch
        checked={draft.softPercent > 0}
        onCheckedChange={(on) => onChange({ softPercent: on ? usual : 0 })}
        label={t('soft.label')}
        description={t('soft.text')}
      />
      {draft.softPercent > 0 && (
        <Field group label={t('soft.from')}>
          <Slider
            min={10}
            max={100}
            step={5}
            unit="%"
            value={draft.softPercent}
            aria-label={t('soft.from')}
            onValueChange={(value) => onChange({ softPercent: value })}
          />
        </Field>
      )}
    </div>
  );
}
