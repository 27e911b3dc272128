import type { KnowledgeBase } from '@agentforge/contracts/knowledge/schemas';
import { Badge } from '@agentforge/ui/badge';
import { Card, cardLink } from '@agentforge/ui/card';
import { CircleCheck, CircleX, FileText, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../../shared/format.ts';

/** One knowledge base in the list. */
export function BaseCard({ base }: { base: KnowledgeBase }): ReactNode {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const { total, ready, failed } = base.documents;
  const busy = total - ready - failed;
  return (
    <Card interactive className="flex h-full flex-col gap-3">
      <div className="min-w-0">
        <h2 className="truncate font-semibold" dir="auto">
          <Link to={`/knowledge/${base.id}`} className={cardLink}>
            {base.name}
          </Link>
        </h2>
        <p dir="auto" className="mt-1 line-clamp-2 min-h-10 text-sm text-muted">
          {base.description || t('card.noDescription')}
        </p>
      </div>
      <ul className="flex flex-wrap gap-1.5">
        <li>
          <Badge icon={FileText}>{t('card.documents', { count: total })}</Badge>
        </li>
        {ready > 0 && (
          <li>
            <Badge tone="success" icon={CircleCheck}>
              {t('card.ready', { count: ready })}
            </Badge>
          </li>
        )}
        {busy > 0 && (
          <li>
            <Badge tone="info" icon={LoaderCircle}>
              {t('card.busy', { count: busy })}
            </Badge>
          </li>
        )}
        {failed > 0 && (
          <li>
            <Badge tone="danger" icon={CircleX}>
              {t('card.failed', { count: failed })}
            </Badge>
          </li>
        )}
      </ul>
      <p className="mt-auto text-xs text-subtle">
        {t(`searchType.${base.search_type}`)} · {t('card.updated', { when: format.relative(base.updated_at) })}
      </p>
    </Card>
  );
}
