import { Card, CardHeader } from '@agentforge/ui/card';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { Switch } from '@agentforge/ui/switch';
import { toast } from '@agentforge/ui/toast';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice, useShowError } from '../../../shared/error-notice.tsx';
import { useSession } from '../../../shared/session.tsx';
import { usePreferences, useUpdatePreferences } from '../api/notifications.ts';

/** What I want to be told by e-mail; only where this installation sends any. */
export function NotificationsSection(): ReactNode {
  const { t } = useTranslation('profile');
  const { user } = useSession();
  const showError = useShowError();
  const preferences = usePreferences();
  const update = useUpdatePreferences();
  // What was just chosen is shown at once; a failure puts the server's word back.
  const on = update.isPending ? update.variables : preferences.data?.approvals_by_email;
  return (
    <Card>
      <CardHeader title={t('notifications.title')} description={t('notifications.text', { email: user.email })} />
      {preferences.error && <ErrorNotice error={preferences.error} onRetry={() => void preferences.refetch()} />}
      {preferences.isPending && <SkeletonText lines={2} />}
      {on !== undefined && (
        <Switch
          label={t('notifications.approvals')}
          description={t('notifications.approvalsText')}
          checked={on}
          onCheckedChange={(next) =>
            update.mutate(next, {
              onError: showError,
              onSuccess: () => toast.success(t(next ? 'notifications.onNow' : 'notifications.offNow')),
            })
          }
        />
      )}
    </Card>
  );
}
