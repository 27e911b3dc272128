import type { RememberingAgent } from '@agentforge/contracts/memory/endpoints';
import { Button } from '@agentforge/ui/button';
import { Card } from '@agentforge/ui/card';
import { Switch } from '@agentforge/ui/switch';
import { toast } from '@agentforge/ui/toast';
import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShowError } from '../../../shared/error-notice.tsx';
import { usePauseMemory } from '../api/memory.ts';

export interface AgentBarProps {
  agent: RememberingAgent;
  onAdd: () => void;
  onErase: () => void;
}

/** Whether one agent remembers me, and what else can be done with its memory. */
export function AgentBar({ agent, onAdd, onErase }: AgentBarProps): ReactNode {
  const { t } = useTranslation('memory');
  const showError = useShowError();
  const pause = usePauseMemory();
  const name = agent.agent_name;
  const paused = pause.isPending ? pause.variables.paused : agent.paused;
  const change = (on: boolean) =>
    pause.mutate(
      { agentId: agent.agent_id, paused: !on },
      {
        onError: showError,
        onSuccess: () => toast.success(t(on ? 'nowOn' : 'nowPaused', { agent: name })),
      },
    );
  return (
    <Card padding="sm" className="mb-4">
      <Switch
        label={t('pause')}
        description={agent.enabled ? t('pauseText', { agent: name }) : t('offText')}
        checked={agent.enabled && !paused}
        disabled={!agent.enabled}
        onCheckedChange={change}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        {agent.enabled && (
          <Button variant="outline" size="sm" icon={Plus} onClick={onAdd}>
            {t('add')}
          </Button>
        )}
        {agent.memories > 0 && (
          <Button variant="outline" size="sm" icon={Trash2} onClick={onErase}>
            {t('eraseAgent')}
          </Button>
        )}
      </div>
    </Card>
  );
}
