import type { Agent } from '@agentforge/contracts/agents/schemas';
import { Button } from '@agentforge/ui/button';
import { Card, CardHeader } from '@agentforge/ui/card';
import { Field } from '@agentforge/ui/field';
import { RadioCards } from '@agentforge/ui/radio-cards';
import { toast } from '@agentforge/ui/toast';
import { Archive, ArchiveRestore, CirclePause, CirclePlay, FileDown, Lock, Trash2, Users } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useShowError } from '../../../../shared/error-notice.tsx';
import { useSession } from '../../../../shared/session.tsx';
import { type AgentSettings, useChangeAgent, useExportAgent } from '../../api/agent-mutations.ts';
import { agentRights } from '../../state/agent-rights.ts';
import { DeleteAgentDialog } from '../agent-dialogs.tsx';

export function SettingsTab({ agent }: { agent: Agent }): ReactNode {
  const { can } = useSession();
  const rights = agentRights(agent, can);
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      {rights.edit && <VisibilityCard agent={agent} />}
      {rights.edit && <StatusCard agent={agent} />}
      <ExportCard agent={agent} />
      {rights.delete && <DeleteCard agent={agent} />}
    </div>
  );
}

/** Saves one setting and says so. */
function useSetting(agentId: string): { busy: boolean; set: (settings: AgentSettings) => void } {
  const { t } = useTranslation('common');
  const change = useChangeAgent(agentId);
  const showError = useShowError();
  const set = (settings: AgentSettings) =>
    change.mutate(settings, { onSuccess: () => toast.success(t('saved')), onError: showError });
  return { busy: change.isPending, set };
}

function VisibilityCard({ agent }: { agent: Agent }): ReactNode {
  const { t } = useTranslation('agents');
  const { busy, set } = useSetting(agent.id);
  const options = [
    { value: 'everyone', icon: Users },
    { value: 'private', icon: Lock },
  ] as const;
  return (
    <Card>
      <CardHeader title={t('settings.visibility')} />
      <Field group hideLabel label={t('settings.visibility')}>
        <RadioCards
          disabled={busy}
          value={agent.access.visibility}
          onValueChange={(value) => set({ access: { visibility: value === 'private' ? 'private' : 'everyone' } })}
          options={options.map(({ value, icon }) => ({
            value,
            icon,
            label: t(`visibility.${value}.label`),
            description: t(`visibility.${value}.text`),
          }))}
        />
      </Field>
    </Card>
  );
}

function StatusCard({ agent }: { agent: Agent }): ReactNode {
  const { t } = useTranslation('agents');
  const { busy, set } = useSetting(agent.id);
  const resumed = agent.version === null ? 'draft' : 'active';
  const paused = agent.status === 'paused';
  const archived = agent.status === 'archived';
  return (
    <Card>
      <CardHeader title={t('settings.status')} description={t('settings.statusText')} />
      <div className="flex flex-wrap gap-2">
        {!archived && (paused || agent.version !== null) && (
          <Button
            variant="outline"
            icon={paused ? CirclePlay : CirclePause}
            loading={busy}
            onClick={() => set({ status: paused ? resumed : 'paused' })}
          >
            {paused ? t('settings.resume') : t('settings.pause')}
          </Button>
        )}
        <Button
          variant="outline"
          icon={archived ? ArchiveRestore : Archive}
          loading={busy}
          onClick={() => set({ status: archived ? resumed : 'archived' })}
        >
          {archived ? t('settings.unarchive') : t('settings.archive')}
        </Button>
      </div>
    </Card>
  );
}

function ExportCard({ agent }: { agent: Agent }): ReactNode {
  const { t } = useTranslation('agents');
  const download = useExportAgent();
  const showError = useShowError();
  const save = (format: 'yaml' | 'json') =>
    download.mutate({ id: agent.id, slug: agent.slug, format }, { onError: showError });
  return (
    <Card>
      <CardHeader title={t('settings.export')} description={t('settings.exportText')} />
      <div className="flex flex-wrap gap-2">
        <Button variant="outline" icon={FileDown} loading={download.isPending} onClick={() => save('yaml')}>
          {t('menu.exportYaml')}
        </Button>
        <Button variant="outline" icon={FileDown} loading={download.isPending} onClick={() => save('json')}>
          {t('menu.exportJson')}
        </Button>
      </div>
    </Card>
  );
}

function DeleteCard({ agent }: { agent: Agent }): ReactNode {
  const { t } = useTranslation('agents');
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  return (
    <Card className="border-danger-line">
      <CardHeader title={t('delete.confirm')} description={t('delete.text')} />
      <Button variant="danger" icon={Trash2} onClick={() => setOpen(true)}>
        {t('delete.confirm')}
      </Button>
      <DeleteAgentDialog
        agent={agent}
        open={open}
        onClose={() => setOpen(false)}
        onDeleted={() => void navigate('/agents', { replace: true })}
      />
    </Card>
  );
}
