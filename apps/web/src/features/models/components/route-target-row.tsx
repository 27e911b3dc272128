import { Combobox } from '@agentforge/ui/combobox';
import { Field } from '@agentforge/ui/field';
import { IconButton } from '@agentforge/ui/icon-button';
import { Input } from '@agentforge/ui/input';
import { TagInput } from '@agentforge/ui/tag-input';
import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MoveButtons } from '../../../shared/lists/move-buttons.tsx';
import type { Model } from '../api/queries.ts';
import { type TargetDraft, targetProblemsOf } from '../custom-routes.ts';
import { optionsFor } from '../model-options.ts';

export interface RouteTargetRowProps {
  routeName: string;
  target: TargetDraft;
  position: number;
  count: number;
  models: readonly Model[];
  checked: boolean;
  disabled: boolean;
  onChange: (target: TargetDraft) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

/** A model of an own route, how often it is chosen and for which languages. */
export function RouteTargetRow(props: RouteTargetRowProps): ReactNode {
  const { routeName, target, position, count, models, checked, disabled, onChange } = props;
  const { t } = useTranslation('models');
  const label = t('custom.target', { position: position + 1 });
  const name = target.model || label;
  const problems = checked ? targetProblemsOf(target) : {};
  return (
    <li className="grid gap-3 rounded-lg bg-sunken p-3 md:grid-cols-[minmax(0,3fr)_7rem_minmax(0,2fr)_auto]">
      <Field label={label} error={problems.model && t(`custom.error.${problems.model}`)}>
        <Combobox
          options={optionsFor('default', models, target.model === '' ? [] : [target.model])}
          value={target.model}
          disabled={disabled}
          placeholder={t('custom.chooseModel')}
          onValueChange={(model) => onChange({ ...target, model })}
        />
      </Field>
      <Field
        label={t('custom.weight')}
        hint={target.weight === '0' ? t('custom.weightHint') : undefined}
        error={problems.weight && t(`custom.error.${problems.weight}`)}
      >
        <Input
          inputMode="numeric"
          dir="ltr"
          autoComplete="off"
          disabled={disabled}
          value={target.weight}
          onChange={(event) => onChange({ ...target, weight: event.target.value })}
        />
      </Field>
      <Field label={t('custom.languages')} hint={t('custom.languagesHint')}>
        <TagInput
          values={target.languages}
          maxTags={20}
          disabled={disabled}
          onValuesChange={(languages) => onChange({ ...target, languages })}
        />
      </Field>
      {!disabled && (
        <span className="flex items-start justify-end md:pt-6">
          <MoveButtons
            labels={{ up: t('custom.up', { name }), down: t('custom.down', { name }) }}
            position={position}
            count={count}
            onMove={props.onMove}
          />
          <IconButton
            icon={Trash2}
            size="sm"
            label={t('custom.removeModel', { model: name, name: routeName })}
            onClick={props.onRemove}
          />
        </span>
      )}
    </li>
  );
}
