import type { Agent } from '@agentforge/contracts/agents/schemas';
import { DropdownMenu, MenuItem, MenuSeparator } from '@agentforge/ui/dropdown-menu';
import { IconButton } from '@agentforge/ui/icon-button';
import { toast } from '@agentforge/ui/toast';
import { CloudOff, Copy, Ellipsis, FileDown, History, MessageSquare, PencilLine, Rocket, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useShowError } from '../../../shared/error-notice.tsx';
import { useSession } from '../../../shared/session.tsx';
import { useDuplicateAgent, useExportAgent } from '../api/agent-mutations.ts';
import { agentRights } from '../state/agent-rights.ts';
import { DeleteAgentDialog, PublishDialog, UnpublishDialog } from './agent-dialogs.tsx';

type Dialog = 'delete' | 'publish' | 'unpublish';

/** Everything that can be done with an agent, by the rights of its row. */
export function AgentMenu({ agent, onDeleted }: { agent: Agent; onDeleted?: () => void }): ReactNode {
  const { t } = useTranslation(['agents', 'common']);
  const { can } = useSession();
  const navigate = useNavigate();
  const rights = agentRights(agent, can);
  const showError = useShowError();
  const duplicate = useDuplicateAgent();
  const download = useExportAgent();
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  const copy = () =>
    duplicate.mutate(agent.id, {
      onSuccess: (made) =>
        toast.success(t('toast.duplicated', { name: made.name }), {
          action: { label: t('common:open'), onClick: () => void navigate(`/agents/${made.id}/edit`) },
        }),
      onError: showError,
    });
  const save = (format: 'yaml' | 'json') =>
    download.mutate({ id: agent.id, slug: agent.slug, format }, { onError: showError });
  const live = agent.version !== null;
  return (
    <>
      <DropdownMenu
        align="end"
        trigger={
          <IconButton
            icon={Ellipsis}
            size="sm"
            label={t('menu.label', { name: agent.name })}
            loading={duplicate.isPending || download.isPending}
          />
        }
      >
        {rights.execute && (
          <MenuItem icon={MessageSquare} href={`/chat/${agent.id}${live ? '' : '?version=draft'}`}>
            {t('hub.chat')}
          </MenuItem>
        )}
        {rights.edit && (
          <MenuItem icon={PencilLine} href={`/agents/${agent.id}/edit`}>
            {t('common:edit')}
          </MenuItem>
        )}
        <MenuItem icon={History} href={`/agents/${agent.id}?tab=versions`}>
          {t('menu.versions')}
        </MenuItem>
        <MenuSeparator />
        {rights.create && (
          <MenuItem icon={Copy} onSelect={copy}>
            {t('common:duplicate')}
          </MenuItem>
        )}
        {rights.publish && <PublishItems agent={agent} onPick={setDialog} />}
        <MenuItem icon={FileDown} onSelect={() => save('yaml')}>
          {t('menu.exportYaml')}
        </MenuItem>
        <MenuItem icon={FileDown} onSelect={() => save('json')}>
          {t('menu.exportJson')}
        </MenuItem>
        {rights.delete && (
          <>
            <MenuSeparator />
            <MenuItem icon={Trash2} danger onSelect={() => setDialog('delete')}>
              {t('common:delete')}
            </MenuItem>
          </>
        )}
      </DropdownMenu>
      <DeleteAgentDialog agent={agent} open={dialog === 'delete'} onClose={close} onDeleted={onDeleted} />
      <PublishDialog agent={agent} open={dialog === 'publish'} onClose={close} />
      <UnpublishDialog agent={agent} open={dialog === 'unpublish'} onClose={close} />
    </>
  );
}

function PublishItems({ agent, onPick }: { agent: Agent; onPick: (dialog: Dialog) => void }): ReactNode {
  const { t } = useTranslation('agents');
  const live = agent.version !== null;
  return (
    <>
      {(!live || agent.has_unpublished_changes) && (
        <MenuItem icon={Rocket} onSelect={() => onPick('publish')}>
          {t('menu.publish')}
        </MenuItem>
      )}
      {live && (
        <MenuItem icon={CloudOff} onSelect={() => onPick('unpublish')}>
          {t('menu.unpublish')}
        </MenuItem>
      )}
    </>
  );
}
