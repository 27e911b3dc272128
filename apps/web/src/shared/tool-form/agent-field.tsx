import { listAgents } from '@agentforge/contracts/agents/endpoints';
import { Combobox } from '@agentforge/ui/combobox';
import { Field } from '@agentforge/ui/field';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentQuery } from '../chat/agent-query.ts';
import { client } from '../client.ts';
import { useDebounced } from '../use-debounced.ts';

export interface AgentFieldProps {
  value: string;
  error: string | undefined;
  onChange: (agentId: string) => void;
}

/** One of the published agents, found by typing. */
export function AgentField({ value, error, onChange }: AgentFieldProps): ReactNode {
  const { t } = useTranslation('tools');
  const [search, setSearch] = useState('');
  const q = useDebounced(search.trim());
  const agents = useQuery({
    queryKey: ['agents', 'published', q],
    queryFn: async ({ signal }) =>
      (await client.call(listAgents, { query: { q: q || undefined, published: 'true', limit: 30 }, signal })).data,
    placeholderData: (before) => before,
  });
  const chosen = useQuery({ ...agentQuery(value), enabled: value !== '', retry: false });
  const found = (agents.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const missing = value !== '' && !found.some((option) => option.value === value);
  return (
    <Field label={t('form.agent')} hint={t('form.agentHint')} required error={error}>
      <Combobox
        options={[...(missing ? [{ value, label: chosen.data?.name ?? value }] : []), ...found]}
        value={value}
        placeholder={t('form.agentNone')}
        onSearch={setSearch}
        loading={agents.isPending}
        onValueChange={onChange}
      />
    </Field>
  );
}
