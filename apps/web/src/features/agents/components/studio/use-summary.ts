import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import { useTranslation } from 'react-i18next';
import { useToolChoices } from '../../../../shared/tool-form/tool-queries.ts';
import { useDefaultModel, useKnowledgeBases } from '../../api/choices.ts';
import type { StepId } from '../../state/draft.ts';
import { bandOf, sliders } from '../../state/levels.ts';
import { type GuardrailGroup, guardrailGroups } from './guardrails-step.tsx';

export interface SummaryRow {
  label: string;
  text?: string;
  /** Shown as badges. */
  items?: readonly string[];
  /** The only row of its section: its label would repeat the heading. */
  alone?: boolean;
}

export interface SummarySection {
  step: StepId;
  rows: readonly SummaryRow[];
}

const groups: readonly GuardrailGroup[] = ['truth', 'escalation', 'privacy'];

function namesOf(ids: readonly string[], known: readonly { id: string; name: string }[] | undefined): string[] {
  return ids.map((id) => known?.find((each) => each.id === id)?.name ?? id);
}

/** An agent in words, by step; the levels as the agent is told them. */
export function useSummary(draft: AgentDefinition): SummarySection[] {
  const { t } = useTranslation('agents');
  const tools = useToolChoices('');
  const bases = useKnowledgeBases('');
  const standard = useDefaultModel();
  const { personality, guardrails } = draft;
  const rules = draft.approval_policy.rules.length;
  const defaultModel = standard.data ? t('model.defaultNow', { model: standard.data }) : t('model.defaultAuto');
  return [
    { step: 'goal', rows: [{ label: t('goal.label'), text: draft.goal, alone: true }] },
    {
      step: 'basics',
      rows: [
        { label: t('model.label'), text: draft.model_id ?? `${t('model.default')} · ${defaultModel}` },
        { label: t('personality.tone'), text: `${personality.tone}, ${personality.voice}` },
        {
          label: t('summary.behaviour'),
          text: sliders.map((name) => t(`slider.${name}.${bandOf(personality[name])}`)).join('\n'),
        },
        ...(personality.traits.length > 0 ? [{ label: t('personality.traits'), items: personality.traits }] : []),
        ...(personality.languages.length > 0
          ? [{ label: t('personality.languages'), items: personality.languages }]
          : []),
      ],
    },
    {
      step: 'tasks',
      rows: [
        { label: t('step.tasks.label'), items: draft.tasks.map(({ name }) => name || t('tasks.unnamed')), alone: true },
      ],
    },
    {
      step: 'tools',
      rows: [{ label: t('step.tools.label'), items: namesOf(draft.tool_ids, tools.data), alone: true }],
    },
    {
      step: 'knowledge',
      rows: [
        { label: t('summary.bases'), items: namesOf(draft.knowledge_base_ids, bases.data) },
        { label: t('memory.title'), text: draft.memory_enabled ? t('memory.on') : t('memory.off') },
      ],
    },
    {
      step: 'guardrails',
      rows: [
        ...groups.map((group) => ({
          label: t(`guard.${group}.title`),
          items: guardrailGroups[group].filter((name) => guardrails[name]).map((name) => t(`guardrail.${name}.label`)),
        })),
        { label: t('answers.length'), text: t(`answers.lengths.${guardrails.max_length}`) },
        ...(guardrails.avoid_topics.length > 0 ? [{ label: t('topics.avoid'), items: guardrails.avoid_topics }] : []),
        ...(guardrails.focus_topics.length > 0 ? [{ label: t('topics.focus'), items: guardrails.focus_topics }] : []),
        { label: t('approvals.title'), text: t('summary.rules', { count: rules }) },
        { label: t('flow.label'), text: t(`flow.${draft.approval_policy.information_flow}.label`) },
      ],
    },
  ];
}
