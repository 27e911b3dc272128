import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { SearchInput } from '@agentforge/ui/search-input';
import { Select } from '@agentforge/ui/select';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type AuditFilter, results, searchOf } from '../audit-filter.ts';

const all = 'all';

export interface AuditFiltersProps {
  filter: AuditFilter;
  onChange: (filter: AuditFilter) => void;
  /** Actions seen so far, offered while typing. */
  actions: readonly string[];
}

export function AuditFilters({ filter, onChange, actions }: AuditFiltersProps): ReactNode {
  const { t } = useTranslation(['audit', 'common']);
  const pickResult = (value: string) => onChange({ ...filter, result: results.find((result) => result === value) });
  const empty = Object.keys(searchOf(filter)).length === 0;
  return (
    <div className="mb-5 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[1.4fr_1fr_10rem_10rem_10rem_auto]">
      <Field label={t('common:search')}>
        <SearchInput value={filter.q} onValueChange={(q) => onChange({ ...filter, q })} label={t('search')} />
      </Field>
      <Field label={t('action')}>
        <Input
          mono
          list="audit-actions"
          placeholder="auth.login"
          value={filter.action}
          onChange={(event) => onChange({ ...filter, action: event.target.value })}
        />
      </Field>
      <datalist id="audit-actions">
        {actions.map((action) => (
          <option key={action} value={action} />
        ))}
      </datalist>
      <Field label={t('result')}>
        <Select
          value={filter.result ?? all}
          onValueChange={pickResult}
          options={[
            { value: all, label: t('allResults') },
            ...results.map((value) => ({ value, label: t(`results.${value}`) })),
          ]}
        />
      </Field>
      <Field label={t('from')}>
        <Input
          type="date"
          value={filter.from}
          max={filter.to || undefined}
          onChange={(event) => onChange({ ...filter, from: event.target.value })}
        />
      </Field>
      <Field label={t('to')}>
        <Input
          type="date"
          value={filter.to}
          min={filter.from || undefined}
          onChange={(event) => onChange({ ...filter, to: event.target.value })}
        />
      </Field>
      <Button
        variant="ghost"
        icon={X}
        disabled={empty}
        onClick={() => onChange({ q: '', action: '', result: undefined, from: '', to: '' })}
      >
        {t('common:clear')}
      </Button>
    </div>
  );
}
