import type { Tool } from '@agentforge/contracts/tools/schemas';
import { schemaDefaults, schemaValueToSend } from '@agentforge/ui/schema-values';
import { toast } from '@agentforge/ui/toast';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ToolDraft, type ToolType, toolKeys, useReplaceTool } from '../../../shared/tool-form/tool-queries.ts';
import type { Versioned } from '../../../shared/versioned.ts';

export interface ToolEditing {
  draft: ToolDraft;
  change: (draft: ToolDraft) => void;
  dirty: boolean;
  saving: boolean;
  error: unknown;
  save: (options?: { overwrite: boolean }) => void;
  /** Throws the changes away and takes what the server has. */
  reload: () => void;
}

function draftOf(tool: Tool, type: ToolType): ToolDraft {
  const { name, description, is_active } = tool;
  const config = { ...schemaDefaults(type.config_schema), ...tool.config };
  return { type: tool.type, name, description, config, is_active };
}

/** The settings of a saved tool while a person changes them; saved by button, for secrets are part of them. */
export function useToolEditing(saved: Versioned<Tool>, type: ToolType): ToolEditing {
  const { t } = useTranslation('tools');
  const queries = useQueryClient();
  const update = useReplaceTool();
  const [edited, setEdited] = useState<ToolDraft>();
  const draft = edited ?? draftOf(saved.value, type);
  const save = (options?: { overwrite: boolean }) => {
    const { name, description, is_active } = draft;
    const config = schemaValueToSend(type.config_schema, draft.config);
    const etag = options?.overwrite ? undefined : saved.etag;
    update.mutate(
      { toolId: saved.value.id, etag, body: { name, description, is_active, config } },
      {
        onSuccess: ({ value }) => {
          setEdited(undefined);
          const { action } = value.reprocess;
          toast.success(action === 'none' ? t('toast.saved', { name: value.name }) : t(`toast.${action}`));
        },
      },
    );
  };
  const reload = () => {
    setEdited(undefined);
    update.reset();
    void queries.invalidateQueries({ queryKey: toolKeys.one(saved.value.id) });
  };
  return {
    draft,
    change: setEdited,
    dirty: edited !== undefined,
    saving: update.isPending,
    error: update.error,
    save,
    reload,
  };
}
