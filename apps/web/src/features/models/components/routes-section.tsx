import type { ModelRoutes } from '@agentforge/contracts/models/schemas';
import { Button } from '@agentforge/ui/button';
import { Card, CardHeader } from '@agentforge/ui/card';
import { Combobox } from '@agentforge/ui/combobox';
import { Field } from '@agentforge/ui/field';
import { MultiSelect } from '@agentforge/ui/multi-select';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { toast } from '@agentforge/ui/toast';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice, useShowError } from '../../../shared/error-notice.tsx';
import { useLeaveWarning } from '../../../shared/forms/use-leave-warning.ts';
import { useSession } from '../../../shared/session.tsx';
import { useSaveModelRoutes } from '../api/mutations.ts';
import { type Model, useModelRoutes, useModels } from '../api/queries.ts';
import { optionsFor, type RouteKind } from '../model-options.ts';

const single = ['default', 'fast', 'cheap', 'vision', 'embedding'] as const satisfies readonly RouteKind[];
type Single = Exclude<RouteKind, 'fallbacks'>;
/** An option cannot be empty; no model id is without a slash. */
const automatic = 'automatic';

export function RoutesSection(): ReactNode {
  const { t } = useTranslation('models');
  const routes = useModelRoutes();
  const models = useModels();
  const error = routes.error ?? models.error;
  return (
    <Card>
      <CardHeader title={t('routes.title')} description={t('routes.text')} />
      {error && (
        <ErrorNotice
          error={error}
          onRetry={() => {
            void routes.refetch();
            void models.refetch();
          }}
        />
      )}
      {!error && !(routes.data && models.data) && <SkeletonText lines={6} />}
      {routes.data && models.data && <RoutesForm saved={routes.data} models={models.data} />}
    </Card>
  );
}

function RoutesForm({ saved, models }: { saved: ModelRoutes; models: readonly Model[] }): ReactNode {
  const { t } = useTranslation(['models', 'common']);
  const { can } = useSession();
  const showError = useShowError();
  const save = useSaveModelRoutes();
  const [draft, setDraft] = useState<ModelRoutes>();
  const value = draft ?? saved;
  const editable = can('settings:write');
  useLeaveWarning(draft !== undefined);
  const submit = () => {
    const { custom: _kept, ...builtIn } = value;
    save.mutate(builtIn, {
      onError: showError,
      onSuccess: () => {
        setDraft(undefined);
        toast.success(t('routes.saved'));
      },
    });
  };
  const pick = (route: Single) => (
    <Field key={route} label={t(`routes.${route}`)} hint={t(`routes.${route}Hint`)}>
      <Combobox
        options={[
          { value: automatic, label: t(route === 'default' ? 'routes.automatic' : 'routes.none') },
          ...optionsFor(route, models, value[route] === null ? [] : [value[route]]),
        ]}
        value={value[route] ?? automatic}
        disabled={!editable}
        onValueChange={(id) => setDraft({ ...value, [route]: id === automatic ? null : id })}
      />
    </Field>
  );
  return (
    <div className="flex flex-col gap-6">
      <div className="grid gap-x-6 gap-y-5 md:grid-cols-2">
        {pick('default')}
        <Field label={t('routes.fallbacks')} hint={t('routes.fallbacksHint')}>
          <MultiSelect
            options={optionsFor('fallbacks', models, value.fallbacks)}
            values={value.fallbacks}
            disabled={!editable}
            onValuesChange={(fallbacks) => setDraft({ ...value, fallbacks: fallbacks.slice(0, 10) })}
          />
        </Field>
        {single.slice(1).map(pick)}
      </div>
      {editable && (
        <div className="flex justify-end gap-2">
          {draft && (
            <Button variant="ghost" onClick={() => setDraft(undefined)}>
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
