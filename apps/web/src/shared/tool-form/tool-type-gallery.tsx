import { Card, cardLink } from '@agentforge/ui/card';
import { EmptyState } from '@agentforge/ui/empty-state';
import { SearchInput } from '@agentforge/ui/search-input';
import { Skeleton } from '@agentforge/ui/skeleton';
import { SearchX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../error-notice.tsx';
import { RiskBadge } from './risk-badge.tsx';
import { ToolIcon } from './tool-icon.tsx';
import { type ToolType, useToolTypes } from './tool-queries.ts';

const categories = ['knowledge', 'integration', 'communication', 'automation'] as const;

/** All kinds of tools by category; picking one goes on to its form. */
export function ToolTypeGallery({ onPick }: { onPick: (type: ToolType) => void }): ReactNode {
  const { t } = useTranslation('tools');
  const types = useToolTypes();
  const [search, setSearch] = useState('');
  if (types.error) return <ErrorNotice error={types.error} onRetry={() => void types.refetch()} />;
  if (!types.data) return <GallerySkeleton />;
  const wanted = search.trim().toLowerCase();
  const found = types.data.filter((type) =>
    `${type.name} ${type.description} ${type.type}`.toLowerCase().includes(wanted),
  );
  return (
    <div className="flex flex-col gap-6">
      <SearchInput value={search} onValueChange={setSearch} label={t('gallery.search')} />
      {found.length === 0 && <EmptyState icon={SearchX} title={t('gallery.nothing')} text={t('gallery.nothingText')} />}
      {categories.map((category) => {
        const members = found.filter((type) => type.category === category);
        if (members.length === 0) return null;
        return (
          <section key={category}>
            <h3 className="mb-3 text-sm font-medium text-muted">{t(`category.${category}`)}</h3>
            <ul className="grid gap-3 sm:grid-cols-2">
              {members.map((type) => (
                <li key={type.type} className="contents">
                  <TypeCard type={type} onPick={onPick} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function TypeCard({ type, onPick }: { type: ToolType; onPick: (type: ToolType) => void }): ReactNode {
  return (
    <Card interactive padding="sm" className="flex items-start gap-3">
      <ToolIcon type={type.type} icon={type.icon} />
      <div className="min-w-0 grow">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <button type="button" className={`${cardLink} text-start text-sm font-medium`} onClick={() => onPick(type)}>
            {type.name}
          </button>
          <RiskBadge risk={type.risk} />
        </div>
        <p className="mt-1 text-[0.8125rem] text-muted">{type.description}</p>
      </div>
    </Card>
  );
}

function GallerySkeleton(): ReactNode {
  return (
    <div className="grid gap-3 sm:grid-cols-2" aria-hidden>
      {['a', 'b', 'c', 'd', 'e', 'f'].map((place) => (
        <Skeleton key={place} className="h-24 rounded-xl" />
      ))}
    </div>
  );
}
