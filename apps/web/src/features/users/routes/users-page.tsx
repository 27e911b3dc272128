import type { User } from '@agentforge/contracts/identity/schemas';
import { Button } from '@agentforge/ui/button';
import { EmptyState } from '@agentforge/ui/empty-state';
import { LoadMore } from '@agentforge/ui/pagination';
import { SearchInput } from '@agentforge/ui/search-input';
import { Select } from '@agentforge/ui/select';
import { toast } from '@agentforge/ui/toast';
import { SearchX, UserPlus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../shared/commands.ts';
import { ErrorNotice, useShowError } from '../../../shared/error-notice.tsx';
import { Page } from '../../../shared/page.tsx';
import { useSession } from '../../../shared/session.tsx';
import { useDebounced } from '../../../shared/use-debounced.ts';
import { statuses, type UserFilter, useRoleChoices, useUpdateUser, useUsers } from '../api/users.ts';
import { ResetPassword } from '../components/reset-password.tsx';
import { DeleteUser, DisableUser } from '../components/user-confirmations.tsx';
import { UserDrawer } from '../components/user-drawer.tsx';
import { UsersTable } from '../components/users-table.tsx';
import { nameOf } from '../user-name.ts';

const all = 'all';

export function UsersPage(): ReactNode {
  const { t } = useTranslation(['users', 'common']);
  const { can } = useSession();
  const showError = useShowError();
  const [filter, setFilter] = useState<UserFilter>({ q: '', status: undefined, roleId: undefined });
  const users = useUsers({ ...filter, q: useDebounced(filter.q.trim()) });
  const [editing, setEditing] = useState<{ user: User | undefined }>();
  const [disabling, setDisabling] = useState<User>();
  const [deleting, setDeleting] = useState<User>();
  const [resetting, setResetting] = useState<User>();
  const update = useUpdateUser();
  const add = () => setEditing({ user: undefined });
  useCommand(can('users:write') ? { id: 'users.add', label: t('add'), icon: UserPlus, run: add } : undefined);
  const enable = (user: User) =>
    update.mutate(
      { id: user.id, body: { status: 'active' } },
      { onError: showError, onSuccess: () => toast.success(t('enabled', { name: nameOf(user) })) },
    );
  return (
    <Page
      title={t('title')}
      description={t('text')}
      actions={
        can('users:write') && (
          <Button icon={UserPlus} onClick={add}>
            {t('add')}
          </Button>
        )
      }
    >
      <Filters filter={filter} onChange={setFilter} />
      {users.error ? (
        <ErrorNotice error={users.error} onRetry={users.retry} />
      ) : (
        <UsersTable
          rows={users.rows}
          loading={users.loading}
          empty={<EmptyState plain icon={SearchX} title={t('none')} text={t('noneText')} />}
          onEdit={(user) => setEditing({ user })}
          onToggle={(user) => (user.status === 'disabled' ? enable(user) : setDisabling(user))}
          onResetPassword={setResetting}
          onDelete={setDeleting}
        />
      )}
      <LoadMore hasMore={users.hasMore} loading={users.loadingMore} onLoadMore={users.loadMore} />
      {editing && <UserDrawer user={editing.user} onClose={() => setEditing(undefined)} />}
      <DisableUser user={disabling} onClose={() => setDisabling(undefined)} />
      {resetting && <ResetPassword user={resetting} onClose={() => setResetting(undefined)} />}
      <DeleteUser user={deleting} onClose={() => setDeleting(undefined)} />
    </Page>
  );
}

function Filters({ filter, onChange }: { filter: UserFilter; onChange: (filter: UserFilter) => void }): ReactNode {
  const { t } = useTranslation(['users', 'common']);
  const { can } = useSession();
  const roles = useRoleChoices();
  const pickStatus = (value: string) => onChange({ ...filter, status: statuses.find((status) => status === value) });
  return (
    <div className="mb-4 flex flex-wrap gap-3">
      <div className="w-full sm:w-72">
        <SearchInput value={filter.q} onValueChange={(q) => onChange({ ...filter, q })} label={t('search')} />
      </div>
      <Select
        aria-label={t('common:status')}
        className="w-40"
        value={filter.status ?? all}
        onValueChange={pickStatus}
        options={[
          { value: all, label: t('allStatuses') },
          ...statuses.map((value) => ({ value, label: t(`status.${value}`) })),
        ]}
      />
      {can('roles:read') && (
        <Select
          aria-label={t('role')}
          className="w-44"
          value={filter.roleId ?? all}
          onValueChange={(value) => onChange({ ...filter, roleId: value === all ? undefined : value })}
          options={[{ value: all, label: t('allRoles') }, ...roles.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
    </div>
  );
}
