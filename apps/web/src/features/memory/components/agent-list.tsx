import type { RememberingAgent } from '@agentforge/contracts/memory/endpoints';
import { Badge } from '@agentforge/ui/badge';
import { classNames } from '@agentforge/ui/class-names';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface AgentListProps {
  agents: readonly RememberingAgent[];
  chosen: string | undefined;
  onChoose: (agentId: string | undefined) => void;
}

/** Which agent's memories are shown. */
export function AgentList({ agents, chosen, onChoose }: AgentListProps): ReactNode {
  const { t } = useTranslation('memory');
  const total = agents.reduce((sum, { memories }) => sum + memories, 0);
  return (
    <ul aria-label={t('agents')} className="flex flex-col gap-1 max-lg:max-h-56 max-lg:overflow-y-auto">
      <Choice name={t('allAgents')} count={total} chosen={chosen === undefined} onChoose={() => onChoose(undefined)} />
      {agents.map((agent) => (
        <Choice
          key={agent.agent_id}
          name={agent.agent_name}
          count={agent.memories}
          state={agent.enabled ? (agent.paused ? t('paused') : undefined) : t('off')}
          chosen={chosen === agent.agent_id}
          onChoose={() => onChoose(agent.agent_id)}
        />
      ))}
    </ul>
  );
}

interface ChoiceProps {
  name: string;
  count: number;
  state?: string | undefined;
  chosen: boolean;
  onChoose: () => void;
}

function Choice({ name, count, state, chosen, onChoose }: ChoiceProps): ReactNode {
  const { t } = useTranslation('memory');
  return (
    <li>
      <button
        type="button"
        aria-pressed={chosen}
        onClick={onChoose}
        className={classNames(
          'touch-height flex min-h-9 w-full items-center gap-2 rounded-lg px-3 py-1.5 text-start text-sm',
          chosen ? 'bg-selected font-medium text-foreground' : 'text-muted hover:bg-hover hover:text-foreground',
        )}
      >
        <bdi className="min-w-0 grow truncate">{name}</bdi>
        {state !== undefined && <Badge tone="warning">{state}</Badge>}
        <span className="text-xs tabular-nums text-muted">
          <span aria-hidden>{count}</span>
          <span className="sr-only">{t('count', { count })}</span>
        </span>
      </button>
    </li>
  );
}
