import type { Model } from '@agentforge/contracts/models/schemas';
import { Alert } from '@agentforge/ui/alert';
import { Badge } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { Combobox } from '@agentforge/ui/combobox';
import { Disclosure } from '@agentforge/ui/disclosure';
import { Field } from '@agentforge/ui/field';
import type { Option } from '@agentforge/ui/select';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../../shared/error-notice.tsx';
import { useFormat } from '../../../../shared/format.ts';
import { useChatModels, useDefaultModel, useRouteChoices } from '../../api/choices.ts';
import type { RouteOption } from '../../api/route-options.ts';
import { useStudio } from '../../state/studio-context.ts';
import { ParameterFields } from './parameter-fields.tsx';
import { Reason } from './reason.tsx';
import { StepSection } from './step-section.tsx';

const defaultRoute = 'default';
const capabilities = ['tools', 'vision', 'pdf', 'json_schema', 'reasoning'] as const;

/** The model that will answer; not known for a route that shares between several. */
function usedModel(id: string | null | undefined, route: RouteOption | undefined): string | null | undefined {
  if (route === undefined) return id;
  return route.models.length === 1 ? route.models[0] : undefined;
}

/** What can be chosen: the default, routes, models. */
function useModelOptions(): Option[] {
  const { t } = useTranslation('agents');
  const models = useChatModels();
  const routes = useRouteChoices();
  const standard = useDefaultModel();
  const describe = useModelWords();
  const format = useFormat();
  return [
    {
      value: defaultRoute,
      label: t('model.default'),
      description: standard.data ? t('model.defaultNow', { model: standard.data }) : t('model.defaultAuto'),
    },
    ...(routes.data ?? []).map((each) => ({
      value: each.id,
      label: each.id,
      description: format.list(each.models),
      group: t('model.routes'),
    })),
    ...(models.data ?? []).map((each) => ({
      value: each.id,
      label: each.name,
      description: describe(each),
      group: each.provider,
    })),
  ];
}

/** What is known of the choice of an agent; `missing` once everything is loaded and nothing of this name is there. */
function useChosenModel(id: string | null): { model: Model | undefined; missing: boolean } {
  const models = useChatModels();
  const routes = useRouteChoices();
  const standard = useDefaultModel();
  const route = routes.data?.find((each) => each.id === id);
  const used = usedModel(id ?? standard.data, route);
  const model = models.data?.find((each) => each.id === used);
  const loaded = models.data !== undefined && routes.data !== undefined;
  return { model, missing: id !== null && loaded && !model && !route };
}

export function ModelSection(): ReactNode {
  const { t } = useTranslation('agents');
  const { draft, edit, errors } = useStudio();
  const models = useChatModels();
  const options = useModelOptions();
  const { model, missing } = useChosenModel(draft.model_id);
  return (
    <StepSection title={t('model.title')} description={t('model.text')}>
      {models.error && <ErrorNotice error={models.error} onRetry={() => void models.refetch()} />}
      <Field
        label={t('model.label')}
        error={missing ? t('model.missing', { model: draft.model_id }) : errors['model_id']}
      >
        <Combobox
          options={options}
          loading={models.isPending}
          value={draft.model_id ?? defaultRoute}
          onValueChange={(value) => edit({ model_id: value === defaultRoute ? null : value })}
          searchPlaceholder={t('model.search')}
        />
      </Field>
      {model && <ModelFacts model={model} />}
      <Reason field="model_id" />
      <Disclosure title={t('parameters.title')}>
        <ParameterFields model={model} />
      </Disclosure>
    </StepSection>
  );
}

function useModelWords(): (model: Model) => string {
  const { t } = useTranslation('agents');
  const format = useFormat();
  return (model) => {
    const window =
      model.context_window === null ? '' : t('model.window', { count: format.compact(model.context_window) });
    const { price } = model;
    const cost = price
      ? t('model.price', { input: format.money(price.input), output: format.money(price.output) })
      : '';
    return [window, cost].filter(Boolean).join(' · ');
  };
}

function ModelFacts({ model }: { model: Model }): ReactNode {
  const { t } = useTranslation('agents');
  const { edit } = useStudio();
  const format = useFormat();
  const describe = useModelWords();
  const models = useChatModels();
  const { retires_on: retires } = model;
  // Successors are named within their connection; one that is not usable is not offered.
  const successor = models.data?.find(({ id }) => id === `${model.provider}/${model.successor}`)?.id;
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 text-[0.8125rem] text-muted">
        {capabilities
          .filter((name) => model.capabilities[name])
          .map((name) => (
            <Badge key={name}>{t(`capability.${name}`)}</Badge>
          ))}
        <span>{describe(model)}</span>
      </div>
      {retires !== null && (
        <Alert
          tone="warning"
          title={t('model.retires', { model: model.name, date: format.date(retires) })}
          actions={
            successor && (
              <Button size="sm" variant="outline" onClick={() => edit({ model_id: successor })}>
                {t('model.useSuccessor', { model: successor })}
              </Button>
            )
          }
        >
          {t('model.retiresText')}
        </Alert>
      )}
    </>
  );
}
