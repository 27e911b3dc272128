import { Combobox } from '@agentforge/ui/combobox';
import { Field } from '@agentforge/ui/field';
import { Select } from '@agentforge/ui/select';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDebounced } from '../../../shared/use-debounced.ts';
import { type RunFilter, runStatuses, useAgentChoices } from '../api/runs.ts';
import { useAgentName } from './run-facts.tsx';

const all = 'all';

export interface RunFiltersProps {
  filter: RunFilter;
  onChange: (filter: RunFilter) => void;
}

export function RunFilters({ filter, onChange }: RunFiltersProps): ReactNode {
  const { t } = useTranslation('runs');
  const [search, setSearch] = useState('');
  const agents = useAgentChoices(useDebounced(search.trim()));
  const chosen = useAgentName(filter.agentId);
  const found = (agents.data ?? []).map((agent) => ({ value: agent.id, label: agent.name }));
  const missing = filter.agentId !== undefined && !found.some((option) => option.value === filter.agentId);
  return (
    <div className="mb-5 grid gap-3 sm:grid-cols-[14rem_18rem]">
      <Field label={t('filter.status')}>
        <Select
          value={filter.status ?? all}
          onValueChange={(value) => onChange({ ...filter, status: runStatuses.find((one) => one === value) })}
          options={[
            { value: all, label: t('filter.allStatuses') },
            ...runStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
          ]}
        />
      </Field>
      <Field label={t('filter.agent')}>
        <Combobox
          value={filter.agentId ?? all}
          onValueChange={(value) => onChange({ ...filter, agentId: value === all || !value ? undefined : value })}
          onSearch={setSearch}
          loading={agents.isFetching}
          options={[
            { value: all, label: t('filter.allAgents') },
            ...(missing && filter.agentId !== undefined ? [{ value: filter.agentId, label: chosen }] : []),
            ...found,
          ]}
        />
      </Field>
    </div>
  );
}
