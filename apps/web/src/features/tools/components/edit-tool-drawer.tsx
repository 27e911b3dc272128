import type { Tool } from '@agentforge/contracts/tools/schemas';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { GuardedDrawer } from '../../../shared/forms/guarded-drawer.tsx';
import { type ToolType, useTool, useToolTypes } from '../../../shared/tool-form/tool-queries.ts';
import type { Versioned } from '../../../shared/versioned.ts';
import { EditToolForm } from './edit-tool-form.tsx';

export interface EditToolDrawerProps {
  /** Open while there is one. */
  toolId: string | undefined;
  tab: string;
  onTabChange: (tab: string) => void;
  onClose: () => void;
}

export function EditToolDrawer({ toolId, tab, onTabChange, onClose }: EditToolDrawerProps): ReactNode {
  const { t } = useTranslation(['tools', 'common']);
  const [dirty, setDirty] = useState(false);
  const leave = () => {
    setDirty(false);
    onClose();
  };
  const { tool, type, error, retry } = useEditedTool(toolId);
  return (
    <GuardedDrawer
      open={toolId !== undefined}
      dirty={dirty}
      onClose={leave}
      size="lg"
      title={tool?.value.name ?? t('common:loading')}
      description={type?.name}
    >
      {error !== null && <ErrorNotice error={error} onRetry={retry} />}
      {error === null && !(tool && type) && <SkeletonText lines={8} />}
      {error === null && tool && type && (
        <EditToolForm
          key={tool.value.id}
          saved={tool}
          type={type}
          tab={tab}
          onTabChange={onTabChange}
          onDirtyChange={setDirty}
        />
      )}
    </GuardedDrawer>
  );
}

interface EditedTool {
  tool: Versioned<Tool> | undefined;
  type: ToolType | undefined;
  error: unknown;
  retry: () => void;
}

/** A kind that was removed from the server still shows name and description. */
function useEditedTool(toolId: string | undefined): EditedTool {
  const tool = useTool(toolId);
  const types = useToolTypes();
  const type = tool.data && types.data?.find((each) => each.type === tool.data.value.type);
  const unknown: ToolType | undefined = tool.data &&
    types.data && {
      type: tool.data.value.type,
      name: tool.data.value.type,
      description: '',
      icon: '',
      category: 'integration',
      risk: 'read',
      status: 'available',
      config_schema: {},
    };
  return {
    tool: toolId === undefined ? undefined : tool.data,
    type: type ?? unknown,
    error: tool.error ?? types.error,
    retry: () => {
      void tool.refetch();
      void types.refetch();
    },
  };
}
