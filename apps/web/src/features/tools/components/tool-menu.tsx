import type { Tool } from '@agentforge/contracts/tools/schemas';
import { DropdownMenu, MenuItem, MenuSeparator } from '@agentforge/ui/dropdown-menu';
import { IconButton } from '@agentforge/ui/icon-button';
import { toast } from '@agentforge/ui/toast';
import { Copy, Ellipsis, Eye, PencilLine, Play, Power, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShowError } from '../../../shared/error-notice.tsx';
import { useSession } from '../../../shared/session.tsx';
import { useUpdateTool } from '../../../shared/tool-form/tool-queries.ts';
import { useDuplicateTool } from '../api/tools.ts';
import { toolRights } from '../state/tool-rights.ts';

export interface ToolMenuProps {
  tool: Tool;
  onOpen: (tab?: string) => void;
  onDelete: () => void;
}

export function ToolMenu({ tool, onOpen, onDelete }: ToolMenuProps): ReactNode {
  const { t } = useTranslation('tools');
  const { can } = useSession();
  const rights = toolRights(tool, can);
  const showError = useShowError();
  const duplicate = useDuplicateTool();
  const update = useUpdateTool();
  const copy = () =>
    duplicate.mutate(tool.id, {
      onSuccess: (made) => toast.success(t('toast.duplicated', { name: made.name })),
      onError: showError,
    });
  const toggle = () =>
    update.mutate(
      { toolId: tool.id, etag: undefined, body: { is_active: !tool.is_active } },
      {
        onSuccess: ({ value }) =>
          toast.success(t(value.is_active ? 'toast.activated' : 'toast.deactivated', { name: value.name })),
        onError: showError,
      },
    );
  return (
    <DropdownMenu
      align="end"
      trigger={
        <IconButton
          icon={Ellipsis}
          size="sm"
          label={t('actionsOf', { name: tool.name })}
          loading={duplicate.isPending || update.isPending}
        />
      }
    >
      <MenuItem icon={rights.edit ? PencilLine : Eye} onSelect={() => onOpen()}>
        {rights.edit ? t('action.edit') : t('action.view')}
      </MenuItem>
      {rights.edit && (
        <MenuItem icon={Play} onSelect={() => onOpen('test')}>
          {t('action.test')}
        </MenuItem>
      )}
      {rights.add && (
        <MenuItem icon={Copy} onSelect={copy}>
          {t('action.duplicate')}
        </MenuItem>
      )}
      {rights.edit && (
        <MenuItem icon={Power} onSelect={toggle}>
          {tool.is_active ? t('action.deactivate') : t('action.activate')}
        </MenuItem>
      )}
      {rights.delete && (
        <>
          <MenuSeparator />
          <MenuItem icon={Trash2} danger onSelect={onDelete}>
            {t('action.delete')}
          </MenuItem>
        </>
      )}
    </DropdownMenu>
  );
}
