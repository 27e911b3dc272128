import type { Agent } from '@agentforge/contracts/agents/schemas';
import { Button } from '@agentforge/ui/button';
import { Card, CardHeader } from '@agentforge/ui/card';
import { EmptyState } from '@agentforge/ui/empty-state';
import { Rocket } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../../../shared/format.ts';
import { useSession } from '../../../../shared/session.tsx';
import { agentRights } from '../../state/agent-rights.ts';
import { definitionOf } from '../../state/draft.ts';
import { SummaryLine } from '../studio/preview-step.tsx';
import { ShareLinks } from '../studio/share-links.tsx';
import { useSummary } from '../studio/use-summary.ts';

export function OverviewTab({ agent }: { agent: Agent }): ReactNode {
  const { t } = useTranslation('agents');
  const { can } = useSession();
  const format = useFormat();
  const sections = useSummary(definitionOf(agent));
  const rights = agentRights(agent, can);
  const facts = [
    { label: t('overview.identifier'), text: agent.slug },
    { label: t('overview.created'), text: format.dateTime(agent.created_at) },
    { label: t('overview.updated'), text: format.dateTime(agent.updated_at) },
    { label: t('settings.visibility'), text: t(`visibility.${agent.access.visibility}.label`) },
  ];
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Card className="flex flex-col gap-6">
        <CardHeader
          title={t('overview.configuration')}
          description={t('overview.configurationText')}
          className="mb-0"
        />
        {sections.map(({ step, rows }) => (
          <section key={step} className="border-t border-line pt-5">
            <h3 className="mb-3 text-sm font-semibold">{t(`step.${step}.label`)}</h3>
            <dl className="flex flex-col gap-3">
              {rows.map((row) => (
                <SummaryLine key={row.label} row={row} />
              ))}
            </dl>
          </section>
        ))}
      </Card>
      <div className="flex min-w-0 flex-col gap-6">
        <Card>
          <CardHeader title={t('share.title')} />
          {agent.version === null ? (
            <EmptyState
              plain
              icon={Rocket}
              title={t('share.notLive')}
              text={t('share.notLiveText')}
              className="px-0 py-4"
              action={
                rights.publish && (
                  <Button asChild variant="secondary">
                    <Link to={`/agents/${agent.id}/edit?step=publish`}>{t('studio.testAndPublish')}</Link>
                  </Button>
                )
              }
            />
          ) : (
            <ShareLinks agent={agent} />
          )}
        </Card>
        <Card>
          <CardHeader title={t('overview.facts')} />
          <dl className="flex flex-col gap-3">
            {facts.map((row) => (
              <SummaryLine key={row.label} row={row} />
            ))}
          </dl>
        </Card>
      </div>
    </div>
  );
}
