import { Button } from '@agentforge/ui/button';
import { Disclosure } from '@agentforge/ui/disclosure';
import { ErrorSummary } from '@agentforge/ui/error-summary';
import { schemaDefaults, schemaValueToSend } from '@agentforge/ui/schema-values';
import { toast } from '@agentforge/ui/toast';
import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../error-notice.tsx';
import { fieldErrorsOf } from '../failure.ts';
import { GuardedDrawer } from '../forms/guarded-drawer.tsx';
import { ToolFields } from './tool-fields.tsx';
import { type ToolDraft, type ToolType, useCreateTool } from './tool-queries.ts';
import { ToolTestPanel } from './tool-test-panel.tsx';
import { ToolTypeGallery } from './tool-type-gallery.tsx';

export interface ToolCreateDrawerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The new tool, already saved. */
  onCreated: (tool: { id: string; name: string }) => void;
}

function emptyDraft(type: ToolType): ToolDraft {
  const config = schemaDefaults(type.config_schema);
  return { type: type.type, name: '', description: '', config, is_active: true };
}

/** Adds a tool without leaving the page: kind, settings, a try, save. */
export function ToolCreateDrawer({ open, onOpenChange, onCreated }: ToolCreateDrawerProps): ReactNode {
  const { t } = useTranslation('tools');
  const [type, setType] = useState<ToolType>();
  const [draft, setDraft] = useState<ToolDraft>();
  const [touched, setTouched] = useState(false);
  const create = useCreateTool();
  const clear = () => {
    setType(undefined);
    setDraft(undefined);
    setTouched(false);
    create.reset();
  };
  const close = () => {
    clear();
    onOpenChange(false);
  };
  const pick = (picked: ToolType) => {
    setType(picked);
    setDraft(emptyDraft(picked));
  };
  const sent = useMemo(
    () => type && draft && { ...draft, config: schemaValueToSend(type.config_schema, draft.config) },
    [type, draft],
  );
  const save = () => {
    if (!sent) return;
    create.mutate(sent, {
      onSuccess: (tool) => {
        toast.success(t('toast.created', { name: tool.name }));
        close();
        onCreated(tool);
      },
    });
  };
  return (
    <GuardedDrawer
      open={open}
      dirty={touched}
      onClose={close}
      size="lg"
      title={type ? t('create.titleOf', { type: type.name }) : t('create.title')}
      description={type ? type.description : t('create.text')}
      footer={
        type && (
          <>
            <Button variant="ghost" icon={ArrowLeft} onClick={clear} className="me-auto">
              {t('create.otherKind')}
            </Button>
            <Button loading={create.isPending} disabled={!draft?.name.trim()} onClick={save}>
              {t('create.save')}
            </Button>
          </>
        )
      }
    >
      {!type && <ToolTypeGallery onPick={pick} />}
      {type && draft && sent && (
        <div className="flex flex-col gap-6">
          <SaveErrors error={create.error} />
          <ToolFields
            type={type}
            draft={draft}
            errors={fieldErrorsOf(create.error)}
            onChange={(next) => {
              setDraft(next);
              setTouched(true);
            }}
          />
          <Disclosure title={t('test.before')}>
            <ToolTestPanel draft={{ ...sent, name: sent.name.trim() || type.name }} />
          </Disclosure>
        </div>
      )}
    </GuardedDrawer>
  );
}

/** What the server refused: beside the fields where it named them, and as a whole on top. */
export function SaveErrors({ error }: { error: unknown }): ReactNode {
  if (!error) return null;
  const errors = Object.entries(fieldErrorsOf(error));
  if (errors.length === 0) return <ErrorNotice error={error} />;
  return <ErrorSummary errors={errors.map(([, message]) => ({ message }))} />;
}
