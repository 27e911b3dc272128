import type { ModelRoutes } from '@agentforge/contracts/models/schemas';
import { Button } from '@agentforge/ui/button';
import { Card, CardHeader } from '@agentforge/ui/card';
import { EmptyState } from '@agentforge/ui/empty-state';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { toast } from '@agentforge/ui/toast';
import { Plus, Split } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useLeaveWarning } from '../../../shared/forms/use-leave-warning.ts';
import { useSession } from '../../../shared/session.tsx';
import { useSaveModelRoutes } from '../api/mutations.ts';
import { type Model, useModelRoutes, useModels } from '../api/queries.ts';
import { customRoutesOf, newRoute, type RouteDraft, routeDraftsOf, routesAreGood } from '../custom-routes.ts';
import { CustomRouteCard } from './custom-route-card.tsx';

/** The organization's own routes. Errors of loading are told by the section above, which reads the same. */
export function CustomRoutesSection(): ReactNode {
  const { t } = useTranslation('models');
  const routes = useModelRoutes();
  const models = useModels();
  if (routes.error ?? models.error) return null;
  return (
    <Card>
      <CardHeader title={t('custom.title')} description={t('custom.text')} />
      {routes.data && models.data ? (
        <CustomRoutesForm saved={routes.data} models={models.data} />
      ) : (
        <SkeletonText lines={4} />
      )}
    </Card>
  );
}

function CustomRoutesForm({ saved, models }: { saved: ModelRoutes; models: readonly Model[] }): ReactNode {
  const { t } = useTranslation(['models', 'common']);
  const { can } = useSession();
  const save = useSaveModelRoutes();
  const [stored, setStored] = useState(() => routeDraftsOf(saved.custom));
  const [draft, setDraft] = useState<RouteDraft[]>();
  const [checked, setChecked] = useState(false);
  const routes = draft ?? stored;
  const editable = can('settings:write');
  useLeaveWarning(draft !== undefined);
  const discard = () => {
    setDraft(undefined);
    setChecked(false);
  };
  const submit = () => {
    setChecked(true);
    if (!routesAreGood(routes)) return;
    save.mutate(
      { ...saved, custom: customRoutesOf(routes) },
      {
        onSuccess: ({ custom }) => {
          setStored(routeDraftsOf(custom));
          discard();
          toast.success(t('custom.saved'));
        },
      },
    );
  };
  return (
    <div className="flex flex-col gap-4">
      {routes.length === 0 && <EmptyState plain icon={Split} title={t('custom.empty')} text={t('custom.emptyText')} />}
      {routes.map((route) => (
        <CustomRouteCard
          key={route.key}
          route={route}
          routes={routes}
          models={models}
          checked={checked}
          disabled={!editable || save.isPending}
          onChange={(next) => setDraft(routes.map((each) => (each.key === route.key ? next : each)))}
          onRemove={() => setDraft(routes.filter((each) => each.key !== route.key))}
        />
      ))}
      {save.error && <ErrorNotice error={save.error} />}
      {editable && (
        <div className="flex flex-wrap gap-2">
          <Button variant="outline" icon={Plus} onClick={() => setDraft([...routes, newRoute()])} className="me-auto">
            {t('custom.add')}
          </Button>
          {draft && (
            <Button variant="ghost" onClick={discard}>
              {t('common:cancel')}
            </Button>
          )}
          <Button disabled={!draft} loading={save.isPending} onClick={submit}>
            {t('common:saveChanges')}
          </Button>
        </div>
      )}
    </div>
  );
}
