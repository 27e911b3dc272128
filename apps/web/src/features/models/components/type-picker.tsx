import { Badge } from '@agentforge/ui/badge';
import { EmptyState } from '@agentforge/ui/empty-state';
import { SearchInput } from '@agentforge/ui/search-input';
import { ChevronRight, SearchX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProviderType } from '../api/queries.ts';
import { ProviderIcon } from './provider-icon.tsx';

export interface TypePickerProps {
  types: readonly ProviderType[];
  onPick: (type: ProviderType) => void;
}

/** First step of adding a provider: which one, in the cloud or on own machines. */
export function TypePicker({ types, onPick }: TypePickerProps): ReactNode {
  const { t } = useTranslation('models');
  const [search, setSearch] = useState('');
  const words = search.trim().toLowerCase();
  const found = types.filter((type) => `${type.name} ${type.type} ${type.description}`.toLowerCase().includes(words));
  const groups = [
    { key: 'cloud', types: found.filter((type) => !type.local) },
    { key: 'local', types: found.filter((type) => type.local) },
  ] as const;
  return (
    <div className="flex flex-col gap-5">
      <SearchInput value={search} onValueChange={setSearch} label={t('picker.search')} />
      {found.length === 0 && <EmptyState plain icon={SearchX} title={t('picker.none')} text={t('picker.noneText')} />}
      {groups
        .filter((group) => group.types.length > 0)
        .map((group) => (
          <section key={group.key} aria-labelledby={`types-${group.key}`}>
            <h3 id={`types-${group.key}`} className="mb-2 text-xs font-medium text-subtle">
              {t(`picker.${group.key}`)}
            </h3>
            <ul className="flex flex-col gap-2">
              {group.types.map((type) => (
                <li key={type.type}>
                  <TypeButton type={type} onPick={() => onPick(type)} />
                </li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}

function TypeButton({ type, onPick }: { type: ProviderType; onPick: () => void }): ReactNode {
  const { t } = useTranslation('models');
  return (
    <button
      type="button"
      onClick={onPick}
      className="group flex w-full items-center gap-3 rounded-xl border border-line bg-surface p-3 text-start transition-colors hover:border-control hover:bg-hover"
    >
      <ProviderIcon icon={type.icon} />
      <span className="min-w-0 grow">
        <span className="flex flex-wrap items-center gap-2 text-sm font-medium">
          {type.name}
          {type.capabilities.embeddings && <Badge>{t('picker.embeddings')}</Badge>}
        </span>
        <span className="mt-0.5 block text-[0.8125rem] text-muted">{type.description}</span>
      </span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-subtle rtl:-scale-x-100" />
    </button>
  );
}
