import type { Role } from '@agentforge/contracts/access/schemas';
import { Badge } from '@agentforge/ui/badge';
import { DropdownMenu, MenuItem } from '@agentforge/ui/dropdown-menu';
import { EmptyState } from '@agentforge/ui/empty-state';
import { IconButton } from '@agentforge/ui/icon-button';
import { type Column, Table } from '@agentforge/ui/table';
import { CopyPlus, Ellipsis, Eye, Pencil, SearchX, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/format.ts';
import { useSession } from '../../../shared/session.tsx';

export interface RolesTableProps {
  rows: readonly Role[];
  loading: boolean;
  onOpen: (role: Role) => void;
  onDuplicate: (role: Role) => void;
  onDelete: (role: Role) => void;
}

export function RolesTable({ rows, loading, onOpen, onDuplicate, onDelete }: RolesTableProps): ReactNode {
  const { t } = useTranslation(['roles', 'common']);
  const format = useFormat();
  const columns: Column<Role>[] = [
    { id: 'name', header: t('common:name'), primary: true, cell: (role) => <RoleName role={role} onOpen={onOpen} /> },
    { id: 'users', header: t('users'), align: 'end', cell: (role) => format.number(role.users_count) },
    {
      id: 'permissions',
      header: t('permissionsColumn'),
      align: 'end',
      cell: (role) => format.number(role.permissions.length),
    },
    { id: 'updated', header: t('common:updated'), hideOnPhone: true, cell: (role) => format.relative(role.updated_at) },
    {
      id: 'actions',
      header: t('common:actions'),
      actions: true,
      cell: (role) => <RoleMenu role={role} onOpen={onOpen} onDuplicate={onDuplicate} onDelete={onDelete} />,
    },
  ];
  return (
    <Table
      caption={t('title')}
      columns={columns}
      rows={rows}
      rowKey={(role) => role.id}
      loading={loading}
      empty={<EmptyState plain icon={SearchX} title={t('none')} text={t('noneText')} />}
    />
  );
}

function RoleName({ role, onOpen }: { role: Role; onOpen: (role: Role) => void }): ReactNode {
  const { t } = useTranslation('roles');
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-center gap-2">
        <button
          type="button"
          onClick={() => onOpen(role)}
          className="rounded-sm text-start font-medium underline-offset-2 hover:underline"
        >
          {role.name}
        </button>
        {role.is_default && <Badge>{t('default')}</Badge>}
      </div>
      {role.description && <p className="mt-0.5 text-[0.8125rem] font-normal text-muted">{role.description}</p>}
    </div>
  );
}

function RoleMenu({ role, onOpen, onDuplicate, onDelete }: Omit<RolesTableProps, 'rows' | 'loading'> & { role: Role }) {
  const { t } = useTranslation(['roles', 'common']);
  const { can } = useSession();
  const editable = role.policy?.edit === true;
  return (
    <DropdownMenu
      trigger={<IconButton icon={Ellipsis} size="sm" tooltip={false} label={t('actionsFor', { name: role.name })} />}
    >
      <MenuItem icon={editable ? Pencil : Eye} onSelect={() => onOpen(role)}>
        {editable ? t('common:edit') : t('view')}
      </MenuItem>
      {can('roles:write') && (
        <MenuItem icon={CopyPlus} onSelect={() => onDuplicate(role)}>
          {t('common:duplicate')}
        </MenuItem>
      )}
      {role.policy?.delete && (
        <MenuItem icon={Trash2} danger onSelect={() => onDelete(role)}>
          {t('common:delete')}
        </MenuItem>
      )}
    </DropdownMenu>
  );
}
