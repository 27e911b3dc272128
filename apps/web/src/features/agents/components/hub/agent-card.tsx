import type { Agent } from '@agentforge/contracts/agents/schemas';
import { Avatar } from '@agentforge/ui/avatar';
import { Button } from '@agentforge/ui/button';
import { Card, cardLink } from '@agentforge/ui/card';
import { BookOpen, Cpu, type LucideIcon, MessageSquare, PencilLine, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../../../shared/format.ts';
import { useSession } from '../../../../shared/session.tsx';
import { agentRights } from '../../state/agent-rights.ts';
import { AgentMenu } from '../agent-menu.tsx';
import { AgentStatus } from '../agent-status.tsx';

export function AgentCard({ agent }: { agent: Agent }): ReactNode {
  const { t } = useTranslation(['agents', 'common']);
  const { can } = useSession();
  const format = useFormat();
  const rights = agentRights(agent, can);
  return (
    <Card interactive padding="sm" className="flex min-h-52 flex-col gap-3">
      <div className="flex items-start gap-3">
        <Avatar name={agent.name} icon={agent.icon} />
        <div className="min-w-0 grow">
          <h2 className="truncate text-[0.9375rem] leading-6 font-semibold">
            <Link to={`/agents/${agent.id}`} className={cardLink}>
              {agent.name}
            </Link>
          </h2>
          <AgentStatus agent={agent} />
        </div>
        <div className="relative">
          <AgentMenu agent={agent} />
        </div>
      </div>
      <p className="line-clamp-3 grow text-sm text-muted">{agent.goal || agent.description || t('hub.noGoal')}</p>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-[0.8125rem] text-subtle">
        <Fact icon={Cpu} text={agent.model_id ?? t('hub.defaultModel')} />
        <Fact icon={Wrench} text={t('hub.tools', { count: agent.tool_ids.length })} />
        <Fact icon={BookOpen} text={t('hub.knowledge', { count: agent.knowledge_base_ids.length })} />
      </ul>
      <div className="flex items-center justify-between gap-2 border-t border-line pt-3">
        <span className="truncate text-[0.8125rem] text-subtle" title={format.dateTime(agent.updated_at)}>
          {t('hub.changed', { when: format.relative(agent.updated_at) })}
        </span>
        <span className="relative flex shrink-0 gap-1">
          {rights.edit && (
            <Button asChild size="sm" variant="ghost" icon={PencilLine}>
              <Link to={`/agents/${agent.id}/edit`} aria-label={t('hub.editOf', { name: agent.name })}>
                {t('common:edit')}
              </Link>
            </Button>
          )}
          {rights.execute && (
            <Button asChild size="sm" variant="secondary" icon={MessageSquare}>
              <Link
                to={agent.version === null ? `/chat/${agent.id}?version=draft` : `/chat/${agent.id}`}
                aria-label={t('hub.chatWith', { name: agent.name })}
              >
                {t('hub.chat')}
              </Link>
            </Button>
          )}
        </span>
      </div>
    </Card>
  );
}

function Fact({ icon: Icon, text }: { icon: LucideIcon; text: string }): ReactNode {
  return (
    <li className="flex min-w-0 items-center gap-1.5">
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">{text}</span>
    </li>
  );
}
