import { Field } from '@agentforge/ui/field';
import { IconButton } from '@agentforge/ui/icon-button';
import { Input } from '@agentforge/ui/input';
import { Select } from '@agentforge/ui/select';
import { X } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Condition,
  needsValue,
  operatorOf,
  operators,
  takesList,
  textFromValue,
  valueFromText,
} from '../../state/condition-value.ts';

export interface ConditionRowProps {
  condition: Condition;
  /** Arguments the tool is known to take. */
  names: readonly string[];
  error: string | undefined;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

/** One line: argument, comparison, value. */
export function ConditionRow({ condition, names, error, onChange, onRemove }: ConditionRowProps): ReactNode {
  const { t } = useTranslation('agents');
  const list = useId();
  const { operator } = condition;
  return (
    <div className="grid items-start gap-2 sm:grid-cols-[1fr_1fr_1fr_auto]">
      <Field
        label={t('condition.argument')}
        hideLabel
        error={error}
        hint={condition.argument.trim() === '' ? t('condition.argumentMissing') : undefined}
      >
        <Input
          mono
          dir="ltr"
          list={list}
          value={condition.argument}
          placeholder={t('condition.argumentPlaceholder')}
          onChange={(event) => onChange({ ...condition, argument: event.target.value })}
        />
      </Field>
      <datalist id={list}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Select
        aria-label={t('condition.operator')}
        options={operators.map((value) => ({ value, label: t(`condition.operators.${value}`) }))}
        value={operator}
        onValueChange={(value) => {
          const next = operatorOf(value);
          onChange({ ...condition, operator: next, value: valueFromText(next, textFromValue(condition.value)) });
        }}
      />
      {needsValue(operator) ? (
        <ValueInput key={String(takesList(operator))} condition={condition} onChange={onChange} />
      ) : (
        <span />
      )}
      <IconButton icon={X} size="md" label={t('condition.remove')} onClick={onRemove} />
    </div>
  );
}

/** Keeps the text as typed: "1." or a trailing comma would be lost on the way through the value. */
function ValueInput({ condition, onChange }: Pick<ConditionRowProps, 'condition' | 'onChange'>): ReactNode {
  const { t } = useTranslation('agents');
  const [text, setText] = useState(() => textFromValue(condition.value));
  const { operator } = condition;
  return (
    <Input
      aria-label={t('condition.value')}
      value={text}
      placeholder={takesList(operator) ? t('condition.listPlaceholder') : t('condition.valuePlaceholder')}
      onChange={(event) => {
        setText(event.target.value);
        onChange({ ...condition, value: valueFromText(operator, event.target.value) });
      }}
    />
  );
}
