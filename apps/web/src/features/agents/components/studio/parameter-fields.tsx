import type { Model } from '@agentforge/contracts/models/schemas';
import { Field } from '@agentforge/ui/field';
import { Select } from '@agentforge/ui/select';
import { TagInput } from '@agentforge/ui/tag-input';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraftPart, useStudio } from '../../state/studio-context.ts';
import { NumberField } from './number-field.tsx';

const standard = 'default';
const efforts = ['low', 'medium', 'high'] as const;

type ModelParameter = Model['parameters'][number];

function effortOf(value: string): (typeof efforts)[number] | undefined {
  return efforts.find((effort) => effort === value);
}

/**
 * Which fields are shown: those the model has, all while it is not known (a route), and those that are set, so that
 * what the model refuses can be taken out.
 */
function useTaken(model: Model | undefined): (name: ModelParameter) => boolean {
  const [parameters] = useDraftPart('parameters');
  return (name) => model === undefined || model.parameters.includes(name) || parameters[name] !== undefined;
}

/** Parameters of the model, only those it takes. Empty means the model's own default. */
export function ParameterFields({ model }: { model: Model | undefined }): ReactNode {
  const { t } = useTranslation('agents');
  const { errors } = useStudio();
  const [parameters, change] = useDraftPart('parameters');
  const takes = useTaken(model);
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {takes('temperature') && (
        <NumberField
          label={t('parameters.temperature')}
          hint={t('parameters.temperatureHint')}
          value={parameters.temperature}
          onValueChange={(temperature) => change({ temperature })}
          min={0}
          max={2}
          step={0.1}
          error={errors['parameters.temperature']}
        />
      )}
      {takes('top_p') && (
        <NumberField
          label={t('parameters.top_p')}
          hint={t('parameters.top_pHint')}
          value={parameters.top_p}
          onValueChange={(top_p) => change({ top_p })}
          min={0}
          max={1}
          step={0.05}
          error={errors['parameters.top_p']}
        />
      )}
      {takes('reasoning_effort') && (
        <Field label={t('parameters.reasoning_effort')} hint={t('parameters.reasoning_effortHint')}>
          <Select
            value={parameters.reasoning_effort ?? standard}
            onValueChange={(value) => change({ reasoning_effort: effortOf(value) })}
            options={[
              { value: standard, label: t('parameters.modelDefault') },
              ...efforts.map((effort) => ({ value: effort, label: t(`parameters.effort.${effort}`) })),
            ]}
          />
        </Field>
      )}
      {takes('max_tokens') && (
        <NumberField
          label={t('parameters.max_tokens')}
          hint={t('parameters.max_tokensHint')}
          value={parameters.max_tokens}
          onValueChange={(max_tokens) => change({ max_tokens })}
          min={1}
          max={model?.max_output_tokens ?? 200_000}
          error={errors['parameters.max_tokens']}
        />
      )}
      {takes('seed') && (
        <NumberField
          label={t('parameters.seed')}
          hint={t('parameters.seedHint')}
          value={parameters.seed}
          onValueChange={(seed) => change({ seed })}
          error={errors['parameters.seed']}
        />
      )}
      {takes('stop') && (
        <Field label={t('parameters.stop')} hint={t('parameters.stopHint')} className="sm:col-span-2">
          <TagInput
            values={parameters.stop ?? []}
            maxTags={4}
            onValuesChange={(stop) => change({ stop: stop.length === 0 ? undefined : stop })}
          />
        </Field>
      )}
    </div>
  );
}
