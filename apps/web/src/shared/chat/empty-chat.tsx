import type { Agent } from '@agentforge/contracts/agents/schemas';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AgentAvatar } from './agent-avatar.tsx';

export interface EmptyChatProps {
  agent: Pick<Agent, 'name' | 'icon' | 'description' | 'tasks'>;
  onPrompt: (prompt: string) => void;
}

/** The beginning of a conversation: who answers here, and what to ask. */
export function EmptyChat({ agent, onPrompt }: EmptyChatProps): ReactNode {
  const { t } = useTranslation('chat');
  const prompts = agent.tasks.slice(0, 4);
  return (
    <div className="m-auto flex w-full max-w-2xl flex-col items-center gap-6 px-4 py-10 text-center">
      <AgentAvatar agent={agent} size="lg" />
      <div>
        <h2 className="text-xl font-semibold" dir="auto">
          {t('empty.title', { name: agent.name })}
        </h2>
        {agent.description && (
          <p dir="auto" className="mx-auto mt-2 max-w-lg text-sm text-balance text-muted">
            {agent.description}
          </p>
        )}
      </div>
      {prompts.length > 0 && (
        <ul aria-label={t('empty.prompts')} className="grid w-full gap-2 sm:grid-cols-2">
          {prompts.map((task) => (
            <li key={task.id}>
              <button
                type="button"
                dir="auto"
                onClick={() => onPrompt(task.name)}
                className="flex size-full flex-col items-start gap-0.5 rounded-xl border border-line bg-surface px-4 py-3 text-start shadow-card transition-colors hover:border-control hover:bg-hover/50"
              >
                <span className="text-sm font-medium">{task.name}</span>
                {task.description && (
                  <span className="line-clamp-2 text-[0.8125rem] text-subtle">{task.description}</span>
                )}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
