import { Alert } from '@agentforge/ui/alert';
import { Badge } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { EmptyState } from '@agentforge/ui/empty-state';
import { SearchInput } from '@agentforge/ui/search-input';
import { Plus, Wrench } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../../shared/error-notice.tsx';
import { useSession } from '../../../../shared/session.tsx';
import { RiskBadge } from '../../../../shared/tool-form/risk-badge.tsx';
import { riskOf } from '../../../../shared/tool-form/test-inputs.ts';
import { ToolCreateDrawer } from '../../../../shared/tool-form/tool-create-drawer.tsx';
import { ToolIcon } from '../../../../shared/tool-form/tool-icon.tsx';
import { useToolChoices, useToolTypes } from '../../../../shared/tool-form/tool-queries.ts';
import { useDebounced } from '../../../../shared/use-debounced.ts';
import { useStudio } from '../../state/studio-context.ts';
import { ChoiceList } from './choice-list.tsx';
import { Reason } from './reason.tsx';
import { StepSection } from './step-section.tsx';

export function ToolsStep(): ReactNode {
  const { t } = useTranslation('agents');
  const { can } = useSession();
  const { draft, edit, notes, errors } = useStudio();
  const [search, setSearch] = useState('');
  const [adding, setAdding] = useState(false);
  const q = useDebounced(search.trim());
  const tools = useToolChoices(q);
  const types = useToolTypes();
  const choices = tools.data?.map((tool) => {
    const type = types.data?.find((each) => each.type === tool.type);
    return {
      id: tool.id,
      name: tool.name,
      description: tool.description,
      icon: <ToolIcon type={tool.type} icon={type?.icon ?? ''} />,
      reason: notes.tools.find(({ id }) => id === tool.id)?.reason,
      marks: (
        <>
          <RiskBadge risk={riskOf(tool)} />
          {type && <Badge>{type.name}</Badge>}
          {!tool.is_active && <Badge tone="warning">{t('tools.off')}</Badge>}
        </>
      ),
    };
  });
  const add = can('tools:write') && (
    <Button size="sm" variant="outline" icon={Plus} onClick={() => setAdding(true)}>
      {t('tools.new')}
    </Button>
  );
  return (
    <StepSection title={t('tools.title')} description={t('tools.text')} actions={add}>
      <Reason field="tool_ids" />
      {errors['tool_ids'] && <Alert tone="danger">{errors['tool_ids']}</Alert>}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="w-full sm:w-80">
          <SearchInput value={search} onValueChange={setSearch} label={t('tools.search')} />
        </div>
        <p role="status" className="text-sm text-muted">
          {t('tools.chosen', { count: draft.tool_ids.length })}
        </p>
      </div>
      {tools.error && <ErrorNotice error={tools.error} onRetry={() => void tools.refetch()} />}
      {!tools.error && (
        <ChoiceList
          label={t('tools.title')}
          choices={choices}
          chosen={draft.tool_ids}
          onChosenChange={(tool_ids) => edit({ tool_ids })}
          empty={
            <EmptyState
              icon={Wrench}
              title={q === '' ? t('tools.empty') : t('tools.nothing')}
              text={q === '' ? t('tools.emptyText') : undefined}
              action={add}
            />
          }
        />
      )}
      <ToolCreateDrawer
        open={adding}
        onOpenChange={setAdding}
        onCreated={(tool) => edit({ tool_ids: [...draft.tool_ids, tool.id] })}
      />
    </StepSection>
  );
}
