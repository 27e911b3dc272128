import type { User } from '@agentforge/contracts/identity/schemas';
import { Avatar } from '@agentforge/ui/avatar';
import { Badge } from '@agentforge/ui/badge';
import { DropdownMenu, MenuItem } from '@agentforge/ui/dropdown-menu';
import { IconButton } from '@agentforge/ui/icon-button';
import { StatusDot } from '@agentforge/ui/status-dot';
import { type Column, Table } from '@agentforge/ui/table';
import { Ellipsis, KeyRound, Pencil, Power, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/format.ts';
import { useSession } from '../../../shared/session.tsx';
import { nameOf } from '../user-name.ts';

const tones = { active: 'success', disabled: 'neutral', invited: 'info' } as const;

export interface UserActions {
  onEdit: (user: User) => void;
  onToggle: (user: User) => void;
  onResetPassword: (user: User) => void;
  onDelete: (user: User) => void;
}

export interface UsersTableProps extends UserActions {
  rows: readonly User[];
  loading: boolean;
  empty: ReactNode;
}

export function UsersTable({ rows, loading, empty, ...actions }: UsersTableProps): ReactNode {
  const { t } = useTranslation(['users', 'common']);
  const format = useFormat();
  const columns: Column<User>[] = [
    { id: 'name', header: t('common:name'), primary: true, cell: (user) => <Person user={user} /> },
    { id: 'roles', header: t('roles'), cell: (user) => <RoleBadges user={user} /> },
    {
      id: 'status',
      header: t('common:status'),
      cell: (user) => <StatusDot tone={tones[user.status]} label={t(`status.${user.status}`)} />,
    },
    {
      id: 'login',
      header: t('lastLogin'),
      cell: (user) => (user.last_login_at ? format.relative(user.last_login_at) : t('never')),
    },
    {
      id: 'actions',
      header: t('common:actions'),
      actions: true,
      cell: (user) => <UserMenu user={user} {...actions} />,
    },
  ];
  return (
    <Table
      caption={t('title')}
      columns={columns}
      rows={rows}
      rowKey={(user) => user.id}
      loading={loading}
      empty={empty}
    />
  );
}

function Person({ user }: { user: User }): ReactNode {
  const { t } = useTranslation('users');
  const { user: me } = useSession();
  const name = nameOf(user);
  return (
    <div className="flex items-center gap-3">
      <Avatar name={name} size="sm" />
      <div className="min-w-0">
        <div className="flex items-center gap-2">
          <span className="truncate">{name}</span>
          {user.id === me.id && <Badge tone="accent">{t('you')}</Badge>}
        </div>
        {name !== user.email && (
          <bdi className="block truncate text-[0.8125rem] font-normal text-subtle">{user.email}</bdi>
        )}
      </div>
    </div>
  );
}

function RoleBadges({ user }: { user: User }): ReactNode {
  const { t } = useTranslation('users');
  if (user.roles.length === 0) return <span className="text-subtle">{t('noRoles')}</span>;
  return (
    <span className="flex flex-wrap gap-1 max-sm:justify-end">
      {user.roles.map((role) => (
        <Badge key={role.id}>{role.name}</Badge>
      ))}
    </span>
  );
}

function UserMenu({ user, ...actions }: UserActions & { user: User }): ReactNode {
  const { t } = useTranslation(['users', 'common']);
  const { user: me } = useSession();
  const { edit, delete: remove } = user.policy ?? {};
  if (!edit && !remove) return null;
  return (
    <DropdownMenu
      trigger={<IconButton icon={Ellipsis} size="sm" tooltip={false} label={t('actionsFor', { name: nameOf(user) })} />}
    >
      {edit && (
        <MenuItem icon={Pencil} onSelect={() => actions.onEdit(user)}>
          {t('common:edit')}
        </MenuItem>
      )}
      {edit && user.id !== me.id && user.status !== 'disabled' && (
        <MenuItem icon={KeyRound} onSelect={() => actions.onResetPassword(user)}>
          {t('reset.action')}
        </MenuItem>
      )}
      {edit && user.id !== me.id && (
        <MenuItem icon={Power} onSelect={() => actions.onToggle(user)}>
          {user.status === 'disabled' ? t('enable') : t('disable')}
        </MenuItem>
      )}
      {remove && (
        <MenuItem icon={Trash2} danger onSelect={() => actions.onDelete(user)}>
          {t('common:delete')}
        </MenuItem>
      )}
    </DropdownMenu>
  );
}
