import { Avatar } from '@agentforge/ui/avatar';
import { Badge } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { Card, CardHeader } from '@agentforge/ui/card';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { toast } from '@agentforge/ui/toast';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useLeaveWarning } from '../../../shared/forms/use-leave-warning.ts';
import { useSession } from '../../../shared/session.tsx';
import { useRename } from '../api/profile.ts';

export function AccountSection(): ReactNode {
  const { t } = useTranslation('profile');
  const { user, tenant, displayName, can } = useSession();
  return (
    <Card>
      <CardHeader title={t('account.title')} description={t('account.text', { organization: tenant.name })} />
      <div className="flex items-center gap-4">
        <Avatar name={displayName} size="lg" />
        <div className="min-w-0">
          <p className="truncate font-medium">{displayName}</p>
          <bdi className="block truncate text-sm text-muted">{user.email}</bdi>
          <div className="mt-1.5 flex flex-wrap gap-1">
            {user.roles.map((role) => (
              <Badge key={role.id}>{role.name}</Badge>
            ))}
          </div>
        </div>
      </div>
      <NameForm />
      {!can('users:write') && <p className="mt-5 text-sm text-subtle">{t('account.readOnly')}</p>}
    </Card>
  );
}

function NameForm(): ReactNode {
  const { t } = useTranslation(['profile', 'common']);
  const { user } = useSession();
  const rename = useRename();
  const form = useForm({ values: { first_name: user.first_name, last_name: user.last_name } });
  const { isDirty } = form.formState;
  useLeaveWarning(isDirty);
  const submit = form.handleSubmit(async (names) => {
    const saved = await rename.mutateAsync(names).catch(() => undefined);
    if (!saved) return;
    form.reset({ first_name: saved.first_name, last_name: saved.last_name });
    toast.success(t('common:saved'));
  });
  return (
    <form noValidate className="mt-6 flex flex-col gap-5" onSubmit={(event) => void submit(event)}>
      {rename.error && <ErrorNotice error={rename.error} />}
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t('common:form.firstName')}>
          <Input autoComplete="given-name" maxLength={100} {...form.register('first_name')} />
        </Field>
        <Field label={t('common:form.lastName')}>
          <Input autoComplete="family-name" maxLength={100} {...form.register('last_name')} />
        </Field>
      </div>
      <div className="flex justify-end">
        <Button type="submit" disabled={!isDirty} loading={rename.isPending}>
          {t('common:saveChanges')}
        </Button>
      </div>
    </form>
  );
}
