import { Card, cardLink } from '@agentforge/ui/card';
import { Skeleton } from '@agentforge/ui/skeleton';
import { BookOpenText, Bot, type LucideIcon, MessagesSquare, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../../shared/format.ts';
import type { Dashboard } from '../api/dashboard.ts';

interface Count {
  key: 'agents' | 'knowledge' | 'tools' | 'conversations';
  icon: LucideIcon;
  href: string;
  value: number | null;
  /** A second fact in small. */
  detail: number | null;
}

function countsOf(facts: Dashboard): Count[] {
  const counts: Count[] = [
    { key: 'agents', icon: Bot, href: '/agents', value: facts.agents, detail: facts.published_agents },
    {
      key: 'knowledge',
      icon: BookOpenText,
      href: '/knowledge',
      value: facts.knowledge_bases,
      detail: facts.documents_ready,
    },
    { key: 'tools', icon: Wrench, href: '/tools', value: facts.tools, detail: null },
    { key: 'conversations', icon: MessagesSquare, href: '/chat', value: facts.conversations_7d, detail: null },
  ];
  return counts.filter((count) => count.value !== null);
}

export function Counts({ facts }: { facts: Dashboard | undefined }): ReactNode {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  if (!facts) return <CountSkeletons />;
  return (
    <ul aria-label={t('counts.label')} className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
      {countsOf(facts).map(({ key, icon: Icon, href, value, detail }) => (
        <li key={key}>
          <Card interactive padding="sm" className="h-full">
            <div className="flex items-center justify-between gap-2">
              <Link to={href} className={`${cardLink} text-[0.8125rem] font-medium text-muted`}>
                {t(`counts.${key}`)}
              </Link>
              <Icon aria-hidden className="size-4 text-subtle" />
            </div>
            <p className="mt-2 text-2xl font-semibold tracking-[-0.02em] tabular-nums">{format.number(value ?? 0)}</p>
            <p className="mt-0.5 text-xs text-subtle">
              {key === 'agents' && detail !== null && t('counts.published', { count: detail })}
              {key === 'knowledge' && detail !== null && t('counts.documents', { count: detail })}
              {key === 'conversations' && t('counts.lastDays')}
              {key === 'tools' && t('counts.ready')}
            </p>
          </Card>
        </li>
      ))}
    </ul>
  );
}

function CountSkeletons(): ReactNode {
  return (
    <div aria-busy className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
      {['a', 'b', 'c', 'd'].map((key) => (
        <Skeleton key={key} className="h-28 rounded-xl" />
      ))}
    </div>
  );
}
