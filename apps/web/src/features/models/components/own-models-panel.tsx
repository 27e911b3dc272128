import type { CustomModel } from '@agentforge/contracts/models/schemas';
import { Button } from '@agentforge/ui/button';
import { EmptyState } from '@agentforge/ui/empty-state';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { toast } from '@agentforge/ui/toast';
import { PencilRuler, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useSaveOwnModels } from '../api/mutations.ts';
import { useOwnModels } from '../api/queries.ts';
import { modelsOf, newRow, type OwnModelRow, problemsOf, rowsOf } from '../own-models.ts';
import { OwnModelFields } from './own-model-fields.tsx';

export interface OwnModelsPanelProps {
  providerId: string;
  editable: boolean;
  onDirtyChange: (dirty: boolean) => void;
}

/** Models and prices of a connection that are entered by hand. */
export function OwnModelsPanel(props: OwnModelsPanelProps): ReactNode {
  const own = useOwnModels(props.providerId);
  if (own.error) return <ErrorNotice error={own.error} onRetry={() => void own.refetch()} />;
  if (!own.data) return <SkeletonText lines={6} />;
  return <OwnModelsForm {...props} saved={own.data} />;
}

function OwnModelsForm({
  saved,
  providerId,
  editable,
  onDirtyChange,
}: OwnModelsPanelProps & { saved: readonly CustomModel[] }): ReactNode {
  const { t } = useTranslation(['models', 'common']);
  const save = useSaveOwnModels(providerId);
  const [draft, setDraft] = useState<OwnModelRow[]>();
  const [checked, setChecked] = useState(false);
  const [stored, setStored] = useState(() => rowsOf(saved));
  const rows = draft ?? stored;
  const change = (next: OwnModelRow[] | undefined) => {
    setDraft(next);
    if (!next) setChecked(false);
    onDirtyChange(next !== undefined);
  };
  const submit = () => {
    setChecked(true);
    if (rows.some((row) => Object.keys(problemsOf(row, rows)).length > 0)) return;
    save.mutate(modelsOf(rows), {
      onSuccess: ({ data }) => {
        setStored(rowsOf(data));
        change(undefined);
        toast.success(t('own.saved'));
      },
    });
  };
  const add = () => change([...rows, newRow()]);
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="text-[0.8125rem] text-muted">{t(editable ? 'own.text' : 'own.readOnly')}</p>
      {rows.length === 0 && <EmptyState plain icon={PencilRuler} title={t('own.empty')} text={t('own.emptyText')} />}
      {rows.length > 0 && (
        <ul className="flex flex-col gap-4">
          {rows.map((row) => (
            <OwnModelFields
              key={row.key}
              row={row}
              problems={checked ? problemsOf(row, rows) : {}}
              disabled={!editable || save.isPending}
              onChange={(next) => change(rows.map((each) => (each.key === row.key ? next : each)))}
              onRemove={() => change(rows.filter((each) => each.key !== row.key))}
            />
          ))}
        </ul>
      )}
      {save.error && <ErrorNotice error={save.error} />}
      {editable && (
        <div className="flex flex-wrap gap-2">
          <Button variant="outline" icon={Plus} onClick={add} className="me-auto">
            {t('own.add')}
          </Button>
          {draft && (
            <Button variant="ghost" onClick={() => change(undefined)}>
              {t('own.discard')}
            </Button>
          )}
          <Button type="submit" disabled={!draft} loading={save.isPending}>
            {t('common:saveChanges')}
          </Button>
        </div>
      )}
    </form>
  );
}
