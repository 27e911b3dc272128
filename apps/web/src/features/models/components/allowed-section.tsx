import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Card, CardHeader } from '@agentforge/ui/card';
import { Combobox } from '@agentforge/ui/combobox';
import { Field } from '@agentforge/ui/field';
import { RadioCards } from '@agentforge/ui/radio-cards';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { TagInput } from '@agentforge/ui/tag-input';
import { toast } from '@agentforge/ui/toast';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useFormat } from '../../../shared/format.ts';
import { useLeaveWarning } from '../../../shared/forms/use-leave-warning.ts';
import { useSession } from '../../../shared/session.tsx';
import { useSaveAllowedModels } from '../api/mutations.ts';
import { type AllowedModels, useAllowedModels, useModels } from '../api/queries.ts';

const pattern = /^(\*|[^/\s]+\/\S+)$/;

/** Which models this organization may use: all, or only some. */
export function AllowedSection(): ReactNode {
  const { t } = useTranslation('models');
  const allowed = useAllowedModels();
  return (
    <Card>
      <CardHeader title={t('allowed.title')} description={t('allowed.text')} />
      {allowed.error && <ErrorNotice error={allowed.error} onRetry={() => void allowed.refetch()} />}
      {!allowed.error && !allowed.data && <SkeletonText lines={4} />}
      {allowed.data && <AllowedForm saved={allowed.data} />}
    </Card>
  );
}

function AllowedForm({ saved }: { saved: AllowedModels }): ReactNode {
  const { t } = useTranslation(['models', 'common']);
  const format = useFormat();
  const editable = useSession().can('settings:write');
  const save = useSaveAllowedModels();
  const [draft, setDraft] = useState<Pick<AllowedModels, 'models'>>();
  const { models } = draft ?? saved;
  const disabled = !editable || save.isPending;
  useLeaveWarning(draft !== undefined);
  const submit = () =>
    save.mutate(models, {
      onSuccess: () => {
        setDraft(undefined);
        toast.success(t('allowed.saved'));
      },
    });
  return (
    <div className="flex flex-col gap-5">
      {saved.operator.models && (
        <Alert tone="info">{t('allowed.operator', { models: format.list(saved.operator.models) })}</Alert>
      )}
      <Field label={t('allowed.label')} group hideLabel>
        <RadioCards
          value={models === null ? 'all' : 'only'}
          disabled={disabled}
          onValueChange={(value) => setDraft({ models: value === 'all' ? null : (saved.models ?? []) })}
          options={(['all', 'only'] as const).map((value) => ({
            value,
            label: t(`allowed.${value}`),
            description: t(`allowed.${value}Text`),
          }))}
        />
      </Field>
      {models && <AllowedList models={models} disabled={disabled} onChange={(next) => setDraft({ models: next })} />}
      {save.error && <ErrorNotice error={save.error} />}
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

interface AllowedListProps {
  models: readonly string[];
  disabled: boolean;
  onChange: (models: string[]) => void;
}

function AllowedList({ models, disabled, onChange }: AllowedListProps): ReactNode {
  const { t } = useTranslation('models');
  const known = useModels();
  const options = (known.data ?? [])
    .filter(({ id }) => !models.includes(id))
    .map(({ id, provider }) => ({ value: id, label: id, group: provider }));
  return (
    <>
      <div className="grid gap-x-6 gap-y-5 md:grid-cols-2">
        <Field label={t('allowed.patterns')} hint={t('allowed.patternsHint')}>
          <TagInput
            values={models}
            maxTags={500}
            disabled={disabled}
            validate={(tag) => (pattern.test(tag) ? undefined : t('allowed.bad'))}
            onValuesChange={onChange}
          />
        </Field>
        {!disabled && (
          <Field label={t('allowed.pick')}>
            <Combobox
              options={options}
              loading={known.isPending}
              value=""
              placeholder={t('allowed.pickNone')}
              onValueChange={(id) => onChange([...models, id])}
            />
          </Field>
        )}
      </div>
      {models.length === 0 && <Alert tone="warning">{t('allowed.none')}</Alert>}
    </>
  );
}
