import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import { Button } from '@agentforge/ui/button';
import { Card, CardHeader } from '@agentforge/ui/card';
import { EmojiPicker } from '@agentforge/ui/emoji-picker';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { Textarea } from '@agentforge/ui/textarea';
import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../../shared/error-notice.tsx';
import { useLeaveWarning } from '../../../../shared/forms/use-leave-warning.ts';
import type { GeneratedConfig } from '../../api/agent-mutations.ts';
import type { DraftNotes } from '../../state/reasons.ts';
import { DraftChoices } from './draft-choices.tsx';
import { DraftTasks } from './draft-tasks.tsx';
import { Reasons } from './reasons.tsx';

export interface DraftReviewProps {
  result: GeneratedConfig;
  creating: boolean;
  error: unknown;
  onBack: () => void;
  onCreate: (definition: AgentDefinition, notes: DraftNotes) => void;
}

/** Suggested tools and knowledge are ticked already: what the draft names and what it suggests. */
function firstDraft({ config, suggested_tools, suggested_knowledge_bases }: GeneratedConfig): AgentDefinition {
  const tools = suggested_tools.map(({ tool_id }) => tool_id);
  const bases = suggested_knowledge_bases.map(({ knowledge_base_id }) => knowledge_base_id);
  return {
    ...config,
    tool_ids: [...new Set([...config.tool_ids, ...tools])],
    knowledge_base_ids: [...new Set([...config.knowledge_base_ids, ...bases])],
  };
}

function notesOfDraft(result: GeneratedConfig): DraftNotes {
  return {
    reasons: result.reasons,
    tools: result.suggested_tools.map(({ tool_id, reason }) => ({ id: tool_id, reason })),
    knowledgeBases: result.suggested_knowledge_bases.map(({ knowledge_base_id, reason }) => ({
      id: knowledge_base_id,
      reason,
    })),
  };
}

/** The first draft with the reason beside each choice; everything can be changed before it is created. */
export function DraftReview({ result, creating, error, onBack, onCreate }: DraftReviewProps): ReactNode {
  const { t } = useTranslation('agents');
  const [draft, setDraft] = useState(() => firstDraft(result));
  const edit = (part: Partial<AgentDefinition>) => setDraft((before) => ({ ...before, ...part }));
  useLeaveWarning(true);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-6">
      <p className="text-sm text-muted">{t('review.text', { model: result.model })}</p>
      <Card className="flex flex-col gap-5">
        <div className="flex items-start gap-4">
          <Field label={t('basics.icon')}>
            <EmojiPicker value={draft.icon} onValueChange={(icon) => edit({ icon })} />
          </Field>
          <Field label={t('basics.name')} required className="grow">
            <Input value={draft.name} maxLength={120} onChange={(event) => edit({ name: event.target.value })} />
          </Field>
        </div>
        <Reasons result={result} fields={['icon', 'name']} />
        <Field label={t('basics.description')}>
          <Textarea
            rows={2}
            autoGrow
            maxLength={2000}
            value={draft.description}
            onChange={(event) => edit({ description: event.target.value })}
          />
        </Field>
        <Field label={t('goal.label')}>
          <Textarea
            rows={3}
            autoGrow
            maxLength={10_000}
            value={draft.goal}
            onChange={(event) => edit({ goal: event.target.value })}
          />
        </Field>
        <Reasons result={result} fields={['description', 'goal']} />
      </Card>
      <Card>
        <CardHeader title={t('tasks.title')} />
        <div className="flex flex-col gap-4">
          <Reasons result={result} fields={['tasks']} />
          <DraftTasks tasks={draft.tasks} onTasksChange={(tasks) => edit({ tasks })} />
        </div>
      </Card>
      <DraftChoices result={result} draft={draft} onChange={edit} />
      {error !== null && <ErrorNotice error={error} />}
      <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap gap-2 border-t border-line bg-canvas px-4 py-4 max-md:bottom-[calc(4rem+env(safe-area-inset-bottom))]">
        <Button variant="ghost" icon={ArrowLeft} onClick={onBack} className="me-auto">
          {t('review.back')}
        </Button>
        <Button
          loading={creating}
          disabled={draft.name.trim() === ''}
          onClick={() => onCreate(draft, notesOfDraft(result))}
        >
          {t('review.create')}
        </Button>
      </div>
    </div>
  );
}
