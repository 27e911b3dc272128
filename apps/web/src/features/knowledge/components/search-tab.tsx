import type { KnowledgeBase, passage } from '@agentforge/contracts/knowledge/schemas';
import { Badge } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { Card } from '@agentforge/ui/card';
import { EmptyState } from '@agentforge/ui/empty-state';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { Select } from '@agentforge/ui/select';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { Search, SearchX } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { z } from 'zod';
import { useLocatorText } from '../../../shared/chat/use-locator-text.ts';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useFormat } from '../../../shared/format.ts';
import { useSearchKnowledge } from '../api/search.ts';
import { MarkedWords } from './marked-words.tsx';

type Passage = z.output<typeof passage>;
const searchTypes = ['hybrid', 'semantic', 'keyword'] as const;

/** What an agent would find, with the scores it would see. */
export function SearchTab({ base }: { base: KnowledgeBase }): ReactNode {
  const { t } = useTranslation('knowledge');
  const search = useSearchKnowledge(base.id);
  const [query, setQuery] = useState('');
  const [type, setType] = useState(base.search_type);
  const run = (searchType: KnowledgeBase['search_type']) => {
    if (query.trim() !== '') search.mutate({ query: query.trim(), searchType, count: 10 });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run(type);
  };
  const change = (value: string) => {
    const next = searchTypes.find((one) => one === value) ?? type;
    setType(next);
    if (search.data) run(next);
  };
  return (
    <div className="flex max-w-4xl flex-col gap-5">
      <form aria-label={t('search.submit')} onSubmit={submit} className="flex flex-wrap items-end gap-3">
        <Field label={t('search.query')} className="min-w-56 grow">
          <Input
            icon={Search}
            value={query}
            maxLength={4000}
            dir="auto"
            placeholder={t('search.placeholder')}
            onChange={(event) => setQuery(event.target.value)}
          />
        </Field>
        <Field label={t('base.searchType')} className="w-44 max-sm:w-full">
          <Select
            value={type}
            onValueChange={change}
            options={searchTypes.map((value) => ({ value, label: t(`searchType.${value}`) }))}
          />
        </Field>
        <Button type="submit" loading={search.isPending} disabled={query.trim() === ''} className="max-sm:grow">
          {t('search.submit')}
        </Button>
      </form>
      {search.isPending && <SkeletonText lines={6} />}
      {search.error && <ErrorNotice error={search.error} onRetry={() => run(type)} />}
      {search.data && !search.isPending && (
        <Results passages={search.data.data} baseId={base.id} query={search.variables?.query ?? ''} />
      )}
      {search.isIdle && <EmptyState icon={Search} title={t('search.idleTitle')} text={t('search.idleText')} />}
    </div>
  );
}

function Results({ passages, baseId, query }: { passages: Passage[]; baseId: string; query: string }): ReactNode {
  const { t } = useTranslation('knowledge');
  if (passages.length === 0) {
    return <EmptyState icon={SearchX} title={t('search.noneTitle')} text={t('search.noneText')} />;
  }
  return (
    <section aria-label={t('search.results')}>
      <p role="status" className="mb-3 text-sm text-subtle">
        {t('search.found', { count: passages.length })}
      </p>
      <ol className="flex flex-col gap-3">
        {passages.map((found) => (
          <li key={found.chunk_id}>
            <PassageCard passage={found} baseId={baseId} query={query} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function PassageCard({
  passage: found,
  baseId,
  query,
}: {
  passage: Passage;
  baseId: string;
  query: string;
}): ReactNode {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const describe = useLocatorText();
  const place = describe(found.locator);
  return (
    <Card padding="sm">
      <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="min-w-0 grow truncate text-sm font-semibold">
          <Link
            to={`/knowledge/${baseId}/documents/${found.document_id}#${found.locator.start}-${found.locator.end}`}
            className="rounded-sm hover:underline"
          >
            <bdi>{found.title}</bdi>
          </Link>
        </h2>
        {place && <span className="text-xs text-subtle">{place}</span>}
        <Badge tone="accent">
          {t('search.score', { score: format.number(found.score, { maximumFractionDigits: 3 }) })}
        </Badge>
      </div>
      <p dir="auto" className="line-clamp-6 text-sm break-words whitespace-pre-wrap text-muted">
        <MarkedWords text={found.text} query={query} />
      </p>
    </Card>
  );
}
