import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import { Card, CardHeader } from '@agentforge/ui/card';
import { Checkbox } from '@agentforge/ui/checkbox';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GeneratedConfig } from '../../api/agent-mutations.ts';
import { SummaryLine } from '../studio/preview-step.tsx';
import { ReasonText } from '../studio/reason.tsx';
import { useSummary } from '../studio/use-summary.ts';
import { Reasons } from './reasons.tsx';

export interface DraftChoicesProps {
  result: GeneratedConfig;
  draft: AgentDefinition;
  onChange: (part: Partial<AgentDefinition>) => void;
}

function ticked(ids: readonly string[], id: string, on: boolean): string[] {
  return on ? [...ids, id] : ids.filter((other) => other !== id);
}

/** Tools, knowledge, manner and guardrails of the first draft. */
export function DraftChoices({ result, draft, onChange }: DraftChoicesProps): ReactNode {
  const { t } = useTranslation('agents');
  const summary = useSummary(draft);
  const tools = result.suggested_tools.map(({ tool_id, name, reason }) => ({ id: tool_id, name, reason }));
  const bases = result.suggested_knowledge_bases.map((base) => ({
    id: base.knowledge_base_id,
    name: base.name,
    reason: base.reason,
  }));
  return (
    <>
      <Suggestions
        title={t('tools.title')}
        empty={t('review.noTools')}
        entries={tools}
        chosen={draft.tool_ids}
        onToggle={(id, on) => onChange({ tool_ids: ticked(draft.tool_ids, id, on) })}
      />
      <Suggestions
        title={t('knowledge.title')}
        empty={t('review.noKnowledge')}
        entries={bases}
        chosen={draft.knowledge_base_ids}
        onToggle={(id, on) => onChange({ knowledge_base_ids: ticked(draft.knowledge_base_ids, id, on) })}
      />
      {(['basics', 'guardrails'] as const).map((step) => (
        <Card key={step}>
          <CardHeader
            title={step === 'basics' ? t('personality.title') : t('step.guardrails.label')}
            description={t('review.changeLater')}
          />
          <div className="flex flex-col gap-4">
            <Reasons
              result={result}
              fields={
                step === 'basics'
                  ? ['personality', 'model_id', 'parameters']
                  : ['guardrails', 'budget', 'approval_policy', 'memory_enabled']
              }
            />
            <dl className="flex flex-col gap-3">
              {summary
                .find((section) => section.step === step)
                ?.rows.map((row) => (
                  <SummaryLine key={row.label} row={row} />
                ))}
            </dl>
          </div>
        </Card>
      ))}
    </>
  );
}

interface SuggestionsProps {
  title: string;
  empty: string;
  entries: readonly { id: string; name: string; reason: string }[];
  chosen: readonly string[];
  onToggle: (id: string, on: boolean) => void;
}

function Suggestions({ title, empty, entries, chosen, onToggle }: SuggestionsProps): ReactNode {
  return (
    <Card>
      <CardHeader title={title} />
      {entries.length === 0 && <p className="text-sm text-subtle">{empty}</p>}
      <ul className="flex flex-col gap-3">
        {entries.map(({ id, name, reason }) => (
          <li key={id} className="flex flex-col gap-2">
            <Checkbox checked={chosen.includes(id)} onCheckedChange={(on) => onToggle(id, on)} label={name} />
            {reason && <ReasonText>{reason}</ReasonText>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
