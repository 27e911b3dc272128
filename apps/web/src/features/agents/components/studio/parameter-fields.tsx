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

function effortOf(value: string): (typeof efforts)[number] | undefined {
  return efforts.find((effort) => effort === value);
}

/** Parameters of the model, only those it takes. Empty means the model's own default. */
export function ParameterFields({ model }: { model: Model | undefined }): ReactNode {
  const { t } = useTranslation('agents');
  const { errors } = useStudio();
  const [parameters, change] = useDraftPart('parameters');
  const reasoning = model?.capabilities.reasoning === true;
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {!reasoning && (
        <>
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
        </>
      )}
      {reasoning && (
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
      <NumberField
        label={t('parameters.max_tokens')}
        hint={t('parameters.max_tokensHint')}
        value={parameters.max_tokens}
        onValueChange={(max_tokens) => change({ max_tokens })}
        min={1}
        max={model?.max_output_tokens ?? 200_000}
        error={errors['parameters.max_tokens']}
      />
      <NumberField
        label={t('parameters.seed')}
        hint={t('parameters.seedHint')}
        value={parameters.seed}
        onValueChange={(seed) => change({ seed })}
        error={errors['parameters.seed']}
      />
      <Field label={t('parameters.stop')} hint={t('parameters.stopHint')} className="sm:col-span-2">
        <TagInput
          values={parameters.stop ?? []}
          maxTags={4}
          onValuesChange={(stop) => change({ stop: stop.length === 0 ? undefined : stop })}
        />
      </Field>
    </div>
  );
}
