import { Disclosure } from '@agentforge/ui/disclosure';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { Select } from '@agentforge/ui/select';
import { Slider } from '@agentforge/ui/slider';
import { Textarea } from '@agentforge/ui/textarea';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEmbeddingModels } from '../api/bases.ts';
import type { BaseValues } from '../base-values.ts';

export interface BaseFieldsProps {
  values: BaseValues;
  onChange: (values: BaseValues) => void;
  errors: Partial<Record<keyof BaseValues, string>>;
  disabled?: boolean;
  /** Settings of the index are shown at once instead of folded away. */
  open?: boolean;
}

const searchTypes = ['hybrid', 'semantic', 'keyword'] as const;
const noModel = 'none';
const present = (size: number | null) => (size === null ? [] : [size]);

/** Everything about a knowledge base that a person sets. */
export function BaseFields({ values, onChange, errors, disabled = false, open = false }: BaseFieldsProps): ReactNode {
  const { t } = useTranslation('knowledge');
  const set = (change: Partial<BaseValues>) => onChange({ ...values, ...change });
  return (
    <div className="flex flex-col gap-5">
      <Field label={t('base.name')} required error={errors.name}>
        <Input
          value={values.name}
          maxLength={120}
          disabled={disabled}
          autoComplete="off"
          onChange={(event) => set({ name: event.target.value })}
        />
      </Field>
      <Field label={t('base.description')} optional hint={t('base.descriptionHint')} error={errors.description}>
        <Textarea
          value={values.description}
          rows={2}
          maxLength={2000}
          disabled={disabled}
          onChange={(event) => set({ description: event.target.value })}
        />
      </Field>
      <Disclosure title={t('base.advanced')} defaultOpen={open}>
        <IndexFields values={values} set={set} errors={errors} disabled={disabled} />
      </Disclosure>
    </div>
  );
}

interface IndexFieldsProps {
  values: BaseValues;
  set: (change: Partial<BaseValues>) => void;
  errors: BaseFieldsProps['errors'];
  disabled: boolean;
}

function IndexFields({ values, set, errors, disabled }: IndexFieldsProps): ReactNode {
  const { t } = useTranslation('knowledge');
  const models = useEmbeddingModels();
  const known = (models.data?.data ?? []).map(({ id, name, provider }) => ({
    value: id,
    label: name,
    description: provider,
  }));
  // A model whose connection is gone stays visible: it is what the index was made with.
  const chosen = values.embedding_model;
  const lost =
    chosen !== null && !known.some(({ value }) => value === chosen) ? [{ value: chosen, label: chosen }] : [];
  const facts = models.data?.data.find(({ id }) => id === chosen);
  const sizes = [...new Set([...(facts?.dimension_choices ?? []), ...present(values.embedding_dimensions)])].map(
    (size) => ({ value: String(size), label: t('base.numbers', { count: size }) }),
  );
  return (
    <div className="flex flex-col gap-5">
      <Field label={t('base.embeddingModel')} hint={t('base.embeddingHint')} error={errors.embedding_model}>
        <Select
          value={chosen ?? noModel}
          disabled={disabled}
          options={[{ value: noModel, label: t('base.noEmbedding') }, ...known, ...lost]}
          onValueChange={(value) =>
            set({ embedding_model: value === noModel ? null : value, embedding_dimensions: null })
          }
        />
      </Field>
      {sizes.length > 0 && (
        <Field label={t('base.dimensions')} hint={t('base.dimensionsHint')} error={errors.embedding_dimensions}>
          <Select
            value={String(values.embedding_dimensions ?? noModel)}
            disabled={disabled}
            options={[{ value: noModel, label: t('base.ownDimensions') }, ...sizes]}
            onValueChange={(value) => set({ embedding_dimensions: value === noModel ? null : Number(value) })}
          />
        </Field>
      )}
      <Field label={t('base.searchType')} hint={t(`searchType.${values.search_type}Hint`)} error={errors.search_type}>
        <Select
          value={values.search_type}
          disabled={disabled}
          options={searchTypes.map((value) => ({ value, label: t(`searchType.${value}`) }))}
          onValueChange={(value) =>
            set({ search_type: searchTypes.find((one) => one === value) ?? values.search_type })
          }
        />
      </Field>
      <Field label={t('base.chunkSize')} hint={t('base.chunkSizeHint')} error={errors.chunk_size}>
        <Slider
          value={values.chunk_size}
          min={200}
          max={8000}
          step={100}
          disabled={disabled}
          onValueChange={(value) => set({ chunk_size: value })}
        />
      </Field>
      <Field label={t('base.chunkOverlap')} hint={t('base.chunkOverlapHint')} error={errors.chunk_overlap}>
        <Slider
          value={values.chunk_overlap}
          min={0}
          max={2000}
          step={10}
          disabled={disabled}
          onValueChange={(value) => set({ chunk_overlap: value })}
        />
      </Field>
    </div>
  );
}
