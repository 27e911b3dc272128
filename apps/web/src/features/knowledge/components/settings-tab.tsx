import type { KnowledgeBase } from '@agentforge/contracts/knowledge/schemas';
import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Card, CardHeader } from '@agentforge/ui/card';
import { ConfirmDialog } from '@agentforge/ui/confirm-dialog';
import { toast } from '@agentforge/ui/toast';
import { Trash2 } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useShowError } from '../../../shared/error-notice.tsx';
import { useLeaveWarning } from '../../../shared/forms/use-leave-warning.ts';
import { useSession } from '../../../shared/session.tsx';
import type { Versioned } from '../../../shared/versioned.ts';
import { useDeleteBase, useUpdateBase } from '../api/bases.ts';
import { type BaseValues, changedValues, reindexes, valuesOf } from '../base-values.ts';
import { BaseFields } from './base-fields.tsx';
import { useBaseErrors } from './use-base-errors.ts';

/** Name, index settings, and the end of a knowledge base. */
export function SettingsTab({ versioned }: { versioned: Versioned<KnowledgeBase> }): ReactNode {
  const { t } = useTranslation(['knowledge', 'common']);
  const { can } = useSession();
  const { value: base } = versioned;
  const saved = valuesOf(base);
  // What the person began to edit, not what came in meanwhile: a save on top of that is refused by the server.
  const [start, setStart] = useState({ values: saved, etag: versioned.etag });
  const [values, setValues] = useState(saved);
  const update = useUpdateBase(base.id);
  const errors = useBaseErrors(update.error);
  const change = changedValues(start.values, values);
  const dirty = Object.keys(change).length > 0;
  const mayEdit = base.policy?.edit ?? can('kb:write');
  useLeaveWarning(dirty);
  const begin = (next: BaseValues) => {
    setStart({ values: next, etag: versioned.etag });
    setValues(next);
  };
  const stale = start.etag !== versioned.etag || Object.keys(changedValues(start.values, saved)).length > 0;
  if (!dirty && stale) begin(saved);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate(
      { body: change, etag: start.etag },
      {
        onSuccess: ({ reprocess, ...fresh }) => {
          begin(valuesOf(fresh));
          const { action, documents } = reprocess;
          toast.success(t('common:saved'), {
            description:
              action === 'reindex' && documents > 0 ? t('settings.reindexing', { count: documents }) : undefined,
          });
        },
      },
    );
  };
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <Card>
        <form onSubmit={submit} className="flex flex-col gap-5">
          {errors.rest && <Alert tone="danger">{errors.rest}</Alert>}
          <BaseFields values={values} onChange={setValues} errors={errors.fields} disabled={!mayEdit} open />
          {reindexes(change) && <Alert tone="info">{t('settings.reindexNote')}</Alert>}
          {mayEdit && (
            <div className="flex gap-2">
              <Button type="submit" loading={update.isPending} disabled={!dirty || values.name.trim() === ''}>
                {t('common:saveChanges')}
              </Button>
              {dirty && (
                <Button variant="ghost" onClick={() => begin(saved)}>
                  {t('common:undo')}
                </Button>
              )}
            </div>
          )}
        </form>
      </Card>
      {(base.policy?.delete ?? can('kb:delete')) && <DeleteBase base={base} />}
    </div>
  );
}

function DeleteBase({ base }: { base: KnowledgeBase }): ReactNode {
  const { t } = useTranslation('knowledge');
  const navigate = useNavigate();
  const showError = useShowError();
  const remove = useDeleteBase(base.id);
  const [asking, setAsking] = useState(false);
  const confirm = async () => {
    try {
      await remove.mutateAsync();
    } catch (error) {
      showError(error);
      throw error;
    }
    toast.success(t('settings.deleted', { name: base.name }));
    void navigate('/knowledge');
  };
  return (
    <Card variant="bordered">
      <CardHeader
        title={t('settings.deleteTitle')}
        description={t('settings.deleteText')}
        actions={
          <Button variant="danger" icon={Trash2} onClick={() => setAsking(true)}>
            {t('settings.delete')}
          </Button>
        }
      />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('settings.deleteAsk', { name: base.name })}
        description={t('settings.deleteDetail', { count: base.documents.total })}
        confirmLabel={t('settings.delete')}
        typeToConfirm={base.name}
        onConfirm={confirm}
      />
    </Card>
  );
}
