import { MultiSelect } from '@agentforge/ui/multi-select';
import type { Option } from '@agentforge/ui/select';
import { CircleSlash, UserRound, UsersRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDebounced } from '../use-debounced.ts';
import { type Approver, useApproverNames, useApproverSearch } from './approver-queries.ts';

export interface ApproverPickerProps {
  ids: readonly string[];
  onIdsChange: (ids: string[]) => void;
  placeholder?: string;
}

const icons = { user: UserRound, role: UsersRound, gone: CircleSlash } as const;

/** People and roles, found by typing; the chosen ones stand below. Inside a `Field`. */
export function ApproverPicker({ ids, onIdsChange, placeholder }: ApproverPickerProps): ReactNode {
  const { t } = useTranslation('approvals');
  const [text, setText] = useState('');
  const search = useApproverSearch(useDebounced(text));
  const names = useApproverNames(ids);
  const toOption = ({ id, kind, name, detail }: Approver): Option => ({
    value: id,
    label: kind === 'gone' ? t('approver.gone') : name,
    description: detail || undefined,
    icon: icons[kind],
    group: t(kind === 'role' ? 'approver.roles' : 'approver.people'),
  });
  const found = search.data ?? [];
  const known = new Set(found.map(({ id }) => id));
  const chosen = ids.flatMap((id) => (known.has(id) ? [] : (names.data?.get(id) ?? [])));
  return (
    <MultiSelect
      options={[...found, ...chosen].map(toOption)}
      values={ids}
      onValuesChange={onIdsChange}
      onSearch={setText}
      loading={search.isFetching}
      placeholder={placeholder}
      searchPlaceholder={t('approver.search')}
    />
  );
}
