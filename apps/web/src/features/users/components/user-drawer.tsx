import type { User } from '@agentforge/contracts/identity/schemas';
import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { CodeBlock } from '@agentforge/ui/code-block';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { Switch } from '@agentforge/ui/switch';
import { toast } from '@agentforge/ui/toast';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { GuardedDrawer } from '../../../shared/forms/guarded-drawer.tsx';
import { problemFields } from '../../../shared/forms/problem-fields.ts';
import { useSession } from '../../../shared/session.tsx';
import { useCreateUser, useUpdateUser } from '../api/users.ts';
import { nameOf } from '../user-name.ts';
import { NewPasswordField } from './new-password-field.tsx';
import { RoleField } from './role-field.tsx';

const names = ['email', 'password', 'first_name', 'last_name', 'role_ids', 'status'] as const;
type Name = (typeof names)[number];

interface Draft {
  email: string;
  password: string;
  first_name: string;
  last_name: string;
  role_ids: string[];
  active: boolean;
}

function draftOf(user: User | undefined): Draft {
  return {
    email: user?.email ?? '',
    password: '',
    first_name: user?.first_name ?? '',
    last_name: user?.last_name ?? '',
    role_ids: user?.roles.map((role) => role.id) ?? [],
    active: user?.status !== 'disabled',
  };
}

/** Only what changed: giving someone the roles they have would need rights one may lack. */
function changesOf(draft: Draft, before: Draft) {
  const rolesChanged = draft.role_ids.toSorted().join() !== before.role_ids.toSorted().join();
  return {
    first_name: draft.first_name,
    last_name: draft.last_name,
    ...(rolesChanged ? { role_ids: draft.role_ids } : {}),
    ...(draft.active === before.active ? {} : { status: draft.active ? ('active' as const) : ('disabled' as const) }),
  };
}

export interface UserDrawerProps {
  /** The person to change; without it a new one is added. */
  user: User | undefined;
  onClose: () => void;
}

export function UserDrawer({ user, onClose }: UserDrawerProps): ReactNode {
  const { t } = useTranslation(['users', 'common']);
  const formId = useId();
  const create = useCreateUser();
  const update = useUpdateUser();
  const [draft, setDraft] = useState(() => draftOf(user));
  const [touched, setTouched] = useState(false);
  const [missing, setMissing] = useState<readonly Name[]>([]);
  const [handOver, setHandOver] = useState<string>();
  const error = user ? update.error : create.error;
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    setTouched(true);
  };
  const add = async () => {
    const { active: _, ...body } = draft;
    const made = await create.mutateAsync(body).catch(() => undefined);
    if (made) setHandOver(`${window.location.origin}\n${made.email}\n${draft.password}`);
  };
  const save = async (id: string) => {
    const saved = await update.mutateAsync({ id, body: changesOf(draft, draftOf(user)) }).catch(() => undefined);
    if (!saved) return;
    toast.success(t('saved', { name: nameOf(saved) }));
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const empty = user ? [] : (['email', 'password'] as const).filter((name) => draft[name].trim() === '');
    setMissing(empty);
    if (empty.length === 0) void (user ? save(user.id) : add());
  };
  return (
    <GuardedDrawer
      open
      dirty={touched && handOver === undefined}
      onClose={onClose}
      title={user ? t('editTitle', { name: nameOf(user) }) : t('add')}
      description={user?.email ?? t('addText')}
      footer={
        handOver === undefined ? (
          <Button type="submit" form={formId} loading={create.isPending || update.isPending}>
            {user ? t('common:saveChanges') : t('create')}
          </Button>
        ) : (
          <Button onClick={onClose}>{t('common:close')}</Button>
        )
      }
    >
      {handOver === undefined ? (
        <form id={formId} noValidate className="flex flex-col gap-5" onSubmit={submit}>
          <UserFields user={user} draft={draft} onChange={change} error={error} missing={missing} />
        </form>
      ) : (
        <div className="flex flex-col gap-4">
          <Alert tone="success" title={t('createdTitle')}>
            {t('createdText')}
          </Alert>
          <CodeBlock code={handOver} wrap title={t('handOver')} />
        </div>
      )}
    </GuardedDrawer>
  );
}

interface UserFieldsProps {
  user: User | undefined;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  error: unknown;
  missing: readonly Name[];
}

function UserFields({ user, draft, onChange, error, missing }: UserFieldsProps): ReactNode {
  const { t } = useTranslation(['users', 'common']);
  const { user: me } = useSession();
  const problem = error ? problemFields(error, names) : { fields: [], rest: false };
  const messageOf = (name: Name) =>
    missing.includes(name) ? t('common:form.required') : problem.fields.find((field) => field.name === name)?.message;
  const text = (name: 'email' | 'first_name' | 'last_name') => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  });
  return (
    <>
      {problem.rest && <ErrorNotice error={error} />}
      {!user && (
        <Field label={t('common:form.email')} error={messageOf('email')} required>
          <Input type="email" autoComplete="off" maxLength={254} {...text('email')} />
        </Field>
      )}
      <div className="grid gap-5 sm:grid-cols-2 sm:gap-3">
        <Field label={t('common:form.firstName')} error={messageOf('first_name')} optional>
          <Input autoComplete="off" maxLength={100} {...text('first_name')} />
        </Field>
        <Field label={t('common:form.lastName')} error={messageOf('last_name')} optional>
          <Input autoComplete="off" maxLength={100} {...text('last_name')} />
        </Field>
      </div>
      {!user && (
        <NewPasswordField
          value={draft.password}
          onValueChange={(password) => onChange({ password })}
          about={[draft.email, draft.first_name, draft.last_name]}
          error={messageOf('password')}
        />
      )}
      <RoleField
        values={draft.role_ids}
        onValuesChange={(role_ids) => onChange({ role_ids })}
        error={messageOf('role_ids')}
      />
      {user && (
        <Switch
          label={t('activeLabel')}
          description={user.id === me.id ? t('activeSelf') : t('activeText')}
          checked={draft.active}
          disabled={user.id === me.id}
          onCheckedChange={(active) => onChange({ active })}
        />
      )}
    </>
  );
}
