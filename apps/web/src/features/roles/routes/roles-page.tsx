import type { Role } from '@agentforge/contracts/access/schemas';
import { Button } from '@agentforge/ui/button';
import { ConfirmDialog } from '@agentforge/ui/confirm-dialog';
import { LoadMore } from '@agentforge/ui/pagination';
import { SearchInput } from '@agentforge/ui/search-input';
import { toast } from '@agentforge/ui/toast';
import { Plus, RotateCcw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../shared/commands.ts';
import { ErrorNotice, useShowError } from '../../../shared/error-notice.tsx';
import { Page } from '../../../shared/page.tsx';
import { useSession } from '../../../shared/session.tsx';
import { useDebounced } from '../../../shared/use-debounced.ts';
import { useDeleteRole, useResetDefaultRoles, useRoles } from '../api/roles.ts';
import { RoleDrawer } from '../components/role-drawer.tsx';
import { RolesTable } from '../components/roles-table.tsx';

interface Editing {
  role: Role | undefined;
  template?: Role;
}

export function RolesPage(): ReactNode {
  const { t } = useTranslation(['roles', 'common']);
  const { can, permissions } = useSession();
  const [search, setSearch] = useState('');
  const roles = useRoles(useDebounced(search.trim()));
  const [editing, setEditing] = useState<Editing>();
  const [deleting, setDeleting] = useState<Role>();
  const [resetting, setResetting] = useState(false);
  const create = () => setEditing({ role: undefined });
  useCommand(can('roles:write') ? { id: 'roles.new', label: t('newTitle'), icon: Plus, run: create } : undefined);
  const duplicate = (role: Role) => {
    const allowed = role.permissions.filter((name) => permissions.includes(name));
    setEditing({ role: undefined, template: { ...role, permissions: allowed } });
  };
  return (
    <Page
      title={t('title')}
      description={t('text')}
      actions={<Actions onNew={create} onReset={() => setResetting(true)} />}
    >
      <div className="mb-4 sm:w-72">
        <SearchInput value={search} onValueChange={setSearch} label={t('search')} />
      </div>
      {roles.error ? (
        <ErrorNotice error={roles.error} onRetry={roles.retry} />
      ) : (
        <RolesTable
          rows={roles.rows}
          loading={roles.loading}
          onOpen={(role) => setEditing({ role })}
          onDuplicate={duplicate}
          onDelete={setDeleting}
        />
      )}
      <LoadMore hasMore={roles.hasMore} loading={roles.loadingMore} onLoadMore={roles.loadMore} />
      {editing && <RoleDrawer role={editing.role} template={editing.template} onClose={() => setEditing(undefined)} />}
      <DeleteRole role={deleting} onClose={() => setDeleting(undefined)} />
      <ResetDefaults open={resetting} onOpenChange={setResetting} />
    </Page>
  );
}

function Actions({ onNew, onReset }: { onNew: () => void; onReset: () => void }): ReactNode {
  const { t } = useTranslation('roles');
  const { can } = useSession();
  return (
    <>
      {can('security:admin') && (
        <Button variant="outline" icon={RotateCcw} onClick={onReset}>
          {t('reset')}
        </Button>
      )}
      {can('roles:write') && (
        <Button icon={Plus} onClick={onNew}>
          {t('newTitle')}
        </Button>
      )}
    </>
  );
}

function DeleteRole({ role, onClose }: { role: Role | undefined; onClose: () => void }): ReactNode {
  const { t } = useTranslation(['roles', 'common']);
  const showError = useShowError();
  const remove = useDeleteRole();
  const name = role?.name ?? '';
  const confirm = async () => {
    if (!role) return;
    await remove.mutateAsync(role.id, { onError: showError });
    toast.success(t('deleted', { name }));
  };
  return (
    <ConfirmDialog
      open={role !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('deleteTitle', { name })}
      description={t('deleteText')}
      confirmLabel={t('deleteAction')}
      onConfirm={confirm}
    />
  );
}

function ResetDefaults({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }): ReactNode {
  const { t } = useTranslation('roles');
  const showError = useShowError();
  const reset = useResetDefaultRoles();
  const confirm = async () => {
    await reset.mutateAsync(undefined, { onError: showError });
    toast.success(t('resetDone'));
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('resetTitle')}
      description={t('resetText')}
      confirmLabel={t('reset')}
      onConfirm={confirm}
    />
  );
}
