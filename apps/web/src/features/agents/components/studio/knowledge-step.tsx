import { Alert } from '@agentforge/ui/alert';
import { Badge } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { EmptyState } from '@agentforge/ui/empty-state';
import { SearchInput } from '@agentforge/ui/search-input';
import { Switch } from '@agentforge/ui/switch';
import { BookOpen, ExternalLink } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorNotice } from '../../../../shared/error-notice.tsx';
import { useSession } from '../../../../shared/session.tsx';
import { useDebounced } from '../../../../shared/use-debounced.ts';
import { useKnowledgeBases } from '../../api/choices.ts';
import { useStudio } from '../../state/studio-context.ts';
import { ChoiceList } from './choice-list.tsx';
import { Reason } from './reason.tsx';
import { StepSection } from './step-section.tsx';

export function KnowledgeStep(): ReactNode {
  const { t } = useTranslation('agents');
  const { can } = useSession();
  const { draft, edit, errors } = useStudio();
  return (
    <>
      {can('kb:read') ? <KnowledgeSection /> : <Alert tone="info">{t('knowledge.noAccess')}</Alert>}
      <StepSection title={t('memory.title')} description={t('memory.text')}>
        <Switch
          label={t('memory.label')}
          description={t('memory.hint')}
          checked={draft.memory_enabled}
          onCheckedChange={(memory_enabled) => edit({ memory_enabled })}
        />
        <Reason field="memory_enabled" />
        {errors['memory_enabled'] && <Alert tone="danger">{errors['memory_enabled']}</Alert>}
      </StepSection>
    </>
  );
}

function KnowledgeSection(): ReactNode {
  const { t } = useTranslation('agents');
  const { draft, edit, notes, errors } = useStudio();
  const [search, setSearch] = useState('');
  const q = useDebounced(search.trim());
  const bases = useKnowledgeBases(q);
  const choices = bases.data?.map((base) => ({
    id: base.id,
    name: base.name,
    description: base.description,
    icon: (
      <span
        aria-hidden
        className="grid size-10 shrink-0 place-items-center rounded-lg border border-line bg-sunken text-muted"
      >
        <BookOpen className="size-[1.125rem]" />
      </span>
    ),
    reason: notes.knowledgeBases.find(({ id }) => id === base.id)?.reason,
    marks: <DocumentMarks id={base.id} documents={base.documents} />,
  }));
  return (
    <StepSection title={t('knowledge.title')} description={t('knowledge.text')} actions={<ManageLink />}>
      <Reason field="knowledge_base_ids" />
      {errors['knowledge_base_ids'] && <Alert tone="danger">{errors['knowledge_base_ids']}</Alert>}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="w-full sm:w-80">
          <SearchInput value={search} onValueChange={setSearch} label={t('knowledge.search')} />
        </div>
        <p role="status" className="text-sm text-muted">
          {t('knowledge.chosen', { count: draft.knowledge_base_ids.length })}
        </p>
      </div>
      {bases.error ? (
        <ErrorNotice error={bases.error} onRetry={() => void bases.refetch()} />
      ) : (
        <ChoiceList
          label={t('knowledge.title')}
          choices={choices}
          chosen={draft.knowledge_base_ids}
          onChosenChange={(knowledge_base_ids) => edit({ knowledge_base_ids })}
          empty={
            <EmptyState
              icon={BookOpen}
              title={q === '' ? t('knowledge.empty') : t('knowledge.nothing')}
              text={q === '' ? t('knowledge.emptyText') : undefined}
              action={<ManageLink />}
            />
          }
        />
      )}
    </StepSection>
  );
}

function ManageLink(): ReactNode {
  const { t } = useTranslation('agents');
  return (
    <Button asChild size="sm" variant="outline" iconEnd={ExternalLink}>
      <Link to="/knowledge">{t('knowledge.manage')}</Link>
    </Button>
  );
}

interface DocumentMarksProps {
  id: string;
  documents: { total: number; ready: number; failed: number };
}

function DocumentMarks({ id, documents }: DocumentMarksProps): ReactNode {
  const { t } = useTranslation('agents');
  const { total, ready, failed } = documents;
  return (
    <>
      <Badge tone={ready === 0 ? 'warning' : ready === total ? 'success' : 'info'}>
        {total === 0 ? t('knowledge.noDocuments') : t('knowledge.ready', { ready, count: total })}
      </Badge>
      {failed > 0 && <Badge tone="danger">{t('knowledge.failed', { count: failed })}</Badge>}
      <Link
        to={`/knowledge/${id}`}
        className="rounded-sm text-[0.8125rem] text-muted underline underline-offset-4 hover:text-foreground"
      >
        {t('knowledge.open')}
      </Link>
    </>
  );
}
