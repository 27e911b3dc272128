import { Alert } from '@agentforge/ui/alert';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../format.ts';
import { type RetiringModel, useRetiringModels } from './retiring.ts';

export interface RetiringBannerProps {
  /** Only models that this agent uses. */
  agentId?: string;
  /** Only models that some agent uses. */
  inUse?: boolean;
}

const shownAgents = 8;
/** A provider may end a dozen models at once: those nobody uses must not push the page away. */
const shownUnused = 3;

/** Which models will soon be gone, what may follow them and which agents that concerns. Silent when there are none. */
export function RetiringBanner({ agentId, inUse = false }: RetiringBannerProps): ReactNode {
  const { t } = useTranslation('models');
  const retiring = useRetiringModels();
  const shown = (retiring.data ?? []).filter(
    ({ agents }) =>
      (!inUse || agents.length > 0) && (agentId === undefined || agents.some((agent) => agent.id === agentId)),
  );
  if (shown.length === 0) return null;
  const unused = shown.filter(({ agents }) => agents.length === 0);
  const lines = [...shown.filter(({ agents }) => agents.length > 0), ...unused.slice(0, shownUnused)];
  return (
    <Alert tone="warning" className="mb-5" title={t('retiring.title', { count: shown.length })}>
      <ul className="mt-1 flex flex-col gap-2">
        {lines.map((model) => (
          <RetiringLine key={model.model} model={model} withAgents={agentId === undefined} />
        ))}
        {shown.length > lines.length && <li>{t('test.more', { count: shown.length - lines.length })}</li>}
      </ul>
    </Alert>
  );
}

function RetiringLine({ model, withAgents }: { model: RetiringModel; withAgents: boolean }): ReactNode {
  const { t } = useTranslation('models');
  const format = useFormat();
  const over = Date.parse(model.retires_on) <= Date.now();
  const date = format.date(model.retires_on);
  return (
    <li className="break-words">
      <span className="text-foreground">
        {t(over ? 'retiring.over' : 'retiring.soon', { model: model.model, date })}
      </span>{' '}
      {model.successor !== null && t('retiring.successor', { model: model.successor })}
      {withAgents && <AffectedAgents agents={model.agents} />}
    </li>
  );
}

function AffectedAgents({ agents }: Pick<RetiringModel, 'agents'>): ReactNode {
  const { t } = useTranslation('models');
  if (agents.length === 0) return <p className="text-[0.8125rem]">{t('retiring.unused')}</p>;
  return (
    <p className="flex flex-wrap gap-x-2 text-[0.8125rem]">
      <span>{t('retiring.agents')}</span>
      {agents.slice(0, shownAgents).map((agent) => (
        <Link
          key={agent.id}
          to={`/agents/${agent.id}`}
          className="text-accent-text underline underline-offset-2 hover:no-underline"
        >
          {agent.name}
        </Link>
      ))}
      {agents.length > shownAgents && <span>{t('test.more', { count: agents.length - shownAgents })}</span>}
    </p>
  );
}
