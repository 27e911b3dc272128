import type { Role } from '@agentforge/contracts/access/schemas';
import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { Textarea } from '@agentforge/ui/textarea';
import { toast } from '@agentforge/ui/toast';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { GuardedDrawer } from '../../../shared/forms/guarded-drawer.tsx';
import { problemFields } from '../../../shared/forms/problem-fields.ts';
import { PermissionPicker } from '../../../shared/permissions/permission-picker.tsx';
import { type PermissionName, usePermissions } from '../../../shared/permissions/use-permissions.ts';
import { useSaveRole } from '../api/roles.ts';

export interface RoleDrawerProps {
  /** The role to change or look at; without it a new one is made. */
  role: Role | undefined;
  /** Permissions and description a new role starts with. */
  template?: Pick<Role, 'description' | 'permissions'> | undefined;
  onClose: () => void;
}

interface Draft {
  name: string;
  description: string;
  permissions: readonly PermissionName[];
}

const names = ['name', 'description', 'permissions'] as const;

function draftOf(role: Role | undefined, template: RoleDrawerProps['template']): Draft {
  const { description, permissions } = role ?? template ?? { description: '', permissions: [] };
  return { name: role?.name ?? '', description, permissions };
}

/** The one default role with every permission. */
function isSuperAdmin(role: Role): boolean {
  return role.is_default && role.permissions.includes('security:admin');
}

function useTitle(role: Role | undefined, readOnly: boolean): string {
  const { t } = useTranslation('roles');
  return role ? t(readOnly ? 'viewTitle' : 'editTitle', { name: role.name }) : t('newTitle');
}

export function RoleDrawer({ role, template, onClose }: RoleDrawerProps): ReactNode {
  const { t } = useTranslation(['roles', 'common']);
  const formId = useId();
  const save = useSaveRole();
  const [draft, setDraft] = useState(() => draftOf(role, template));
  const [touched, setTouched] = useState(false);
  const [nameMissing, setNameMissing] = useState(false);
  const readOnly = role !== undefined && !role.policy?.edit;
  const title = useTitle(role, readOnly);
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    setTouched(true);
    setNameMissing(false);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (draft.name.trim() === '') return setNameMissing(true);
    const body = { ...draft, name: draft.name.trim(), permissions: [...draft.permissions] };
    const saved = await save.mutateAsync({ role, body }).catch(() => undefined);
    if (!saved) return;
    toast.success(t(role ? 'saved' : 'created', { name: saved.name }));
    onClose();
  };
  return (
    <GuardedDrawer
      open
      size="lg"
      dirty={touched}
      onClose={onClose}
      title={title}
      description={t('inForce')}
      footer={
        !readOnly && (
          <Button type="submit" form={formId} loading={save.isPending}>
            {role ? t('common:saveChanges') : t('create')}
          </Button>
        )
      }
    >
      <form id={formId} noValidate className="flex flex-col gap-5" onSubmit={(event) => void submit(event)}>
        {readOnly && <Alert>{t(isSuperAdmin(role) ? 'superAdmin' : 'notEditable')}</Alert>}
        <RoleFields
          draft={draft}
          onChange={change}
          role={role}
          readOnly={readOnly}
          error={save.error}
          nameMissing={nameMissing}
        />
      </form>
    </GuardedDrawer>
  );
}

interface RoleFieldsProps {
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  role: Role | undefined;
  readOnly: boolean;
  error: unknown;
  nameMissing: boolean;
}

function RoleFields({ draft, onChange, role, readOnly, error, nameMissing }: RoleFieldsProps): ReactNode {
  const { t } = useTranslation(['roles', 'common']);
  const permissions = usePermissions();
  const problem = error ? problemFields(error, names) : { fields: [], rest: false };
  const messageOf = (name: (typeof names)[number]) => problem.fields.find((field) => field.name === name)?.message;
  return (
    <>
      {problem.rest && <ErrorNotice error={error} />}
      <Field
        label={t('common:name')}
        hint={role?.is_default ? t('defaultName') : undefined}
        error={nameMissing ? t('common:form.required') : messageOf('name')}
        required
      >
        <Input
          maxLength={80}
          value={draft.name}
          readOnly={readOnly}
          disabled={!readOnly && role?.is_default}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </Field>
      <Field label={t('common:description')} error={messageOf('description')} optional>
        <Textarea
          rows={2}
          maxLength={500}
          value={draft.description}
          readOnly={readOnly}
          onChange={(event) => onChange({ description: event.target.value })}
        />
      </Field>
      <Field
        group
        label={t('permissionsOf', { count: draft.permissions.length })}
        hint={readOnly ? undefined : t('permissionsHint')}
        error={messageOf('permissions')}
      >
        {permissions.error ? (
          <ErrorNotice error={permissions.error} onRetry={permissions.retry} />
        ) : permissions.data ? (
          <PermissionPicker
            permissions={permissions.data}
            value={draft.permissions}
            readOnly={readOnly}
            onValueChange={(next) => onChange({ permissions: next })}
          />
        ) : (
          <SkeletonText lines={8} />
        )}
      </Field>
    </>
  );
}
