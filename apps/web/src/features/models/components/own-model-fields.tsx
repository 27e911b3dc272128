import { Field } from '@agentforge/ui/field';
import { IconButton } from '@agentforge/ui/icon-button';
import { Input } from '@agentforge/ui/input';
import { Select } from '@agentforge/ui/select';
import { Trash2 } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnModelField, OwnModelProblems, OwnModelRow } from '../own-models.ts';

export interface OwnModelFieldsProps {
  row: OwnModelRow;
  problems: OwnModelProblems;
  disabled: boolean;
  onChange: (row: OwnModelRow) => void;
  onRemove: () => void;
}

const numbers = ['context', 'output', 'priceIn', 'priceOut'] as const;

/** The fields of one model that is entered by hand. */
export function OwnModelFields({ row, problems, disabled, onChange, onRemove }: OwnModelFieldsProps): ReactNode {
  const { t } = useTranslation('models');
  const headingId = useId();
  const name = row.model.trim() || t('own.unnamed');
  const wordsOf = (field: OwnModelField) => {
    const problem = problems[field];
    return problem && t(`own.${problem}`);
  };
  return (
    <li aria-labelledby={headingId} className="rounded-xl border border-line bg-surface p-4">
      <div className="mb-3 flex items-center justify-between gap-2">
        <h3 id={headingId} className="min-w-0 truncate font-mono text-[0.8125rem] font-semibold">
          <bdi>{name}</bdi>
        </h3>
        {!disabled && (
          <IconButton icon={Trash2} size="sm" label={t('own.remove', { model: name })} onClick={onRemove} />
        )}
      </div>
      <div className="grid gap-x-4 gap-y-4 sm:grid-cols-2">
        <Field label={t('own.model')} hint={t('own.modelHint')} error={wordsOf('model')} required>
          <Input
            mono
            maxLength={160}
            autoComplete="off"
            disabled={disabled}
            value={row.model}
            onChange={(event) => onChange({ ...row, model: event.target.value })}
          />
        </Field>
        <Field label={t('own.kind')}>
          <Select
            value={row.kind}
            disabled={disabled}
            onValueChange={(kind) => onChange({ ...row, kind: kind === 'embedding' ? 'embedding' : 'chat' })}
            options={(['chat', 'embedding'] as const).map((value) => ({ value, label: t(`table.${value}`) }))}
          />
        </Field>
        {numbers.map((field) => (
          <Field
            key={field}
            label={t(`own.${field}`)}
            hint={field.startsWith('price') ? t('own.priceHint') : undefined}
            error={wordsOf(field)}
          >
            <Input
              inputMode={field.startsWith('price') ? 'decimal' : 'numeric'}
              dir="ltr"
              autoComplete="off"
              disabled={disabled}
              value={row[field]}
              onChange={(event) => onChange({ ...row, [field]: event.target.value })}
            />
          </Field>
        ))}
        <Field label={t('own.retires')}>
          <Input
            type="date"
            disabled={disabled}
            value={row.retires}
            onChange={(event) => onChange({ ...row, retires: event.target.value })}
          />
        </Field>
      </div>
    </li>
  );
}
