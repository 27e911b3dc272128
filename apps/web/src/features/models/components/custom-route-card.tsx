import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { IconButton } from '@agentforge/ui/icon-button';
import { Input } from '@agentforge/ui/input';
import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '../api/queries.ts';
import { moved, nameProblemOf, newTarget, type RouteDraft, type TargetDraft } from '../custom-routes.ts';
import { RouteTargetRow } from './route-target-row.tsx';

export interface CustomRouteCardProps {
  route: RouteDraft;
  routes: readonly RouteDraft[];
  models: readonly Model[];
  /** Whether missing things are told. */
  checked: boolean;
  disabled: boolean;
  onChange: (route: RouteDraft) => void;
  onRemove: () => void;
}

const mostTargets = 10;

/** One own route: its name and the models it leads to, in their order. */
export function CustomRouteCard(props: CustomRouteCardProps): ReactNode {
  const { route, routes, models, checked, disabled, onChange, onRemove } = props;
  const { t } = useTranslation('models');
  const name = route.name || t('custom.unnamed');
  const problem = checked ? nameProblemOf(route, routes) : undefined;
  const setTargets = (targets: readonly TargetDraft[]) => onChange({ ...route, targets });
  return (
    <section aria-label={name} className="flex flex-col gap-4 rounded-xl border border-line p-4">
      <div className="flex items-start gap-3">
        <Field
          label={t('custom.name')}
          hint={t('custom.nameHint', { name: `route/${route.name || 'name'}` })}
          error={problem && t(`custom.error.${problem}`)}
          required
          className="grow sm:max-w-80"
        >
          <Input
            mono
            maxLength={40}
            autoComplete="off"
            disabled={disabled}
            value={route.name}
            onChange={(event) => onChange({ ...route, name: event.target.value.toLowerCase() })}
          />
        </Field>
        {!disabled && (
          <IconButton icon={Trash2} label={t('custom.remove', { name })} onClick={onRemove} className="ms-auto mt-6" />
        )}
      </div>
      <ol aria-label={t('custom.models', { name })} className="flex flex-col gap-3">
        {route.targets.map((target, position) => (
          <RouteTargetRow
            key={target.key}
            routeName={name}
            target={target}
            position={position}
            count={route.targets.length}
            models={models}
            checked={checked}
            disabled={disabled}
            onChange={(next) => setTargets(route.targets.with(position, next))}
            onMove={(to) => setTargets(moved(route.targets, position, to))}
            onRemove={() => setTargets(route.targets.toSpliced(position, 1))}
          />
        ))}
      </ol>
      {checked && route.targets.length === 0 && (
        <p role="alert" className="text-[0.8125rem] text-danger-text">
          {t('custom.error.empty')}
        </p>
      )}
      {!disabled && route.targets.length < mostTargets && (
        <Button
          variant="ghost"
          size="sm"
          icon={Plus}
          className="self-start"
          onClick={() => setTargets([...route.targets, newTarget()])}
        >
          {t('custom.addModel')}
        </Button>
      )}
    </section>
  );
}
