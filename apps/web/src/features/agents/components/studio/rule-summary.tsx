import { Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Approver, useApproverNames } from '../../../../shared/approvals/approver-queries.ts';
import { useFormat } from '../../../../shared/format.ts';
import type { Operator, Rule } from '../../state/condition-value.ts';
import { factsOf, type RuleFacts } from '../../state/rule-words.ts';
import { useDurationWords } from './duration-field.tsx';

export interface RuleSummaryProps {
  rule: Rule;
  toolName: string | undefined;
}

/** The rule as sentences a person who does not know the fields can check. */
export function RuleSummary({ rule, toolName }: RuleSummaryProps): ReactNode {
  const { t } = useTranslation('agents');
  const format = useFormat();
  const facts = factsOf(rule);
  const what = toolName ?? t('rule.words.anyTool');
  const wordsOf = (operator: Operator) =>
    operator === 'matches' ? t('rule.words.matches') : t(`condition.operators.${operator}`);
  const condition = ({ argument, operator, value }: RuleFacts['conditions'][number]) =>
    [argument, wordsOf(operator), value].filter(Boolean).join(' ');
  const when = facts.conditions.length === 0 ? '' : format.list(facts.conditions.map(condition));
  const opening = t(when === '' ? 'rule.words.call' : 'rule.words.callWhen', { tool: what, when });
  return (
    <div className="flex items-start gap-2 rounded-lg bg-surface px-3 py-2 text-[0.8125rem] text-muted">
      <Info aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <p className="min-w-0 break-words">
        <span className="sr-only">{t('rule.words.label')}: </span>
        <bdi>{opening}</bdi> {rule.action === 'ask' ? <AskWords facts={facts} /> : t(`rule.words.${rule.action}`)}
      </p>
    </div>
  );
}

function AskWords({ facts }: { facts: RuleFacts }): ReactNode {
  const { t } = useTranslation('agents');
  const format = useFormat();
  const duration = useDurationWords();
  const ids = [...facts.approverIds, ...facts.levels.flatMap((level) => level.approverIds)];
  const names = useApproverNames(ids);
  const nameOf = (one: Approver | undefined) =>
    one === undefined || one.kind === 'gone' ? t('rule.words.someone') : one.name;
  const people = (chosen: readonly string[]) => format.list(chosen.map((id) => nameOf(names.data?.get(id))));
  const { needed: count, approverIds, withoutRequester, expiresIn, levels } = facts;
  const sentences = [
    approverIds.length === 0
      ? t(withoutRequester ? 'rule.words.unnamedOthers' : 'rule.words.unnamed', { count })
      : t('rule.words.named', { count, people: people(approverIds) }),
    approverIds.length === 0 ? '' : t(withoutRequester ? 'rule.words.neverAsker' : 'rule.words.alsoAsker'),
    ...levels.map((level) => t('rule.words.level', { time: duration(level.after), people: people(level.approverIds) })),
    expiresIn === undefined ? '' : t('rule.words.expires', { time: duration(expiresIn) }),
  ];
  return <bdi>{sentences.filter(Boolean).join(' ')}</bdi>;
}
