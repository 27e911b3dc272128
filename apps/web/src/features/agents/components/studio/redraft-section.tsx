import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import { Button } from '@agentforge/ui/button';
import { Checkbox } from '@agentforge/ui/checkbox';
import { toast } from '@agentforge/ui/toast';
import { Sparkles } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GeneratedConfig } from '../../api/agent-mutations.ts';
import { reasonsBelow } from '../../state/reasons.ts';
import { useStudio } from '../../state/studio-context.ts';
import { DraftingProgress } from '../new/drafting-progress.tsx';
import { shortestGoal, useDrafting } from '../new/use-drafting.tsx';
import { ReasonText } from './reason.tsx';
import { StepSection } from './step-section.tsx';

const parts = ['tasks', 'personality', 'guardrails', 'tool_ids', 'knowledge_base_ids'] as const;
type Part = (typeof parts)[number];

function partOf(config: AgentDefinition, part: Part): Partial<AgentDefinition> {
  return { [part]: config[part] };
}

/** Drafts again from the goal; the person picks which parts replace their own. */
export function RedraftSection(): ReactNode {
  const { t } = useTranslation('agents');
  const { draft } = useStudio();
  const drafting = useDrafting();
  if (drafting.running) return <DraftingProgress onCancel={drafting.cancel} />;
  return (
    <StepSection title={t('redraft.title')} description={t('redraft.text')}>
      {drafting.notice}
      {drafting.result ? (
        <Proposal result={drafting.result} onDone={drafting.reset} />
      ) : (
        <Button
          variant="secondary"
          icon={Sparkles}
          disabled={draft.goal.trim().length < shortestGoal}
          onClick={() => drafting.start(draft.goal)}
          className="self-start"
        >
          {t('goal.draft')}
        </Button>
      )}
    </StepSection>
  );
}

function Proposal({ result, onDone }: { result: GeneratedConfig; onDone: () => void }): ReactNode {
  const { t } = useTranslation(['agents', 'common']);
  const { draft, edit } = useStudio();
  const [picked, setPicked] = useState<ReadonlySet<Part>>(() => new Set(parts));
  const { config, reasons } = result;
  const words: Record<Part, string> = {
    tasks: config.tasks.map(({ name }) => name).join(', '),
    personality: `${config.personality.tone}, ${config.personality.voice}`,
    guardrails: [...config.guardrails.avoid_topics, ...config.guardrails.focus_topics].join(', '),
    tool_ids: result.suggested_tools.map(({ name }) => name).join(', '),
    knowledge_base_ids: result.suggested_knowledge_bases.map(({ name }) => name).join(', '),
  };
  const toggle = (part: Part, on: boolean) => {
    const next = new Set(picked);
    if (on) next.add(part);
    else next.delete(part);
    setPicked(next);
  };
  const apply = () => {
    const before = draft;
    const chosen = parts.filter((part) => picked.has(part)).map((part) => partOf(config, part));
    edit(Object.assign({}, ...chosen));
    toast.success(t('redraft.applied'), { action: { label: t('common:undo'), onClick: () => edit(before) } });
    onDone();
  };
  return (
    <>
      <ul className="flex flex-col gap-3">
        {parts.map((part) => (
          <li key={part} className="flex flex-col gap-2">
            <Checkbox
              checked={picked.has(part)}
              onCheckedChange={(on) => toggle(part, on)}
              label={t(`change.${part}`)}
              description={words[part] || undefined}
            />
            {reasonsBelow(reasons, part).map((reason) => (
              <ReasonText key={reason}>{reason}</ReasonText>
            ))}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button disabled={picked.size === 0} onClick={apply}>
          {t('redraft.apply')}
        </Button>
        <Button variant="ghost" onClick={onDone}>
          {t('redraft.discard')}
        </Button>
      </div>
    </>
  );
}
