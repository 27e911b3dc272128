import type { Tool } from '@agentforge/contracts/tools/schemas';
import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { IconButton } from '@agentforge/ui/icon-button';
import { Select } from '@agentforge/ui/select';
import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule } from '../../state/condition-value.ts';
import { replacedAt, withoutAt } from '../../state/reorder.ts';
import { AskFields } from './ask-fields.tsx';
import { ConditionRow } from './condition-row.tsx';
import { MoveButtons } from './move-buttons.tsx';
import { RuleSummary } from './rule-summary.tsx';

export interface RuleCardProps {
  rule: Rule;
  position: number;
  count: number;
  /** Tools of this agent. */
  tools: readonly Tool[];
  errors: Readonly<Record<string, string>>;
  onChange: (rule: Rule) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

const actions = ['allow', 'ask', 'refuse'] as const;
const anyFunction = '*';

function argumentsOf(tool: Tool | undefined, name: string | undefined): string[] {
  const functions = tool?.functions.filter((each) => name === undefined || each.name === name) ?? [];
  const names = functions.flatMap(({ parameters }) => {
    const properties = parameters['properties'];
    return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  });
  return [...new Set(names)];
}

export function RuleCard(props: RuleCardProps): ReactNode {
  const { rule, position, count, tools, errors, onChange, onMove, onRemove } = props;
  const { t } = useTranslation('agents');
  const tool = tools.find(({ id }) => id === rule.tool_id);
  const known = rule.tool_id === '*' || tool !== undefined;
  const toolOptions = [
    { value: '*', label: t('rule.anyTool') },
    ...tools.map(({ id, name }) => ({ value: id, label: name })),
    ...(known ? [] : [{ value: rule.tool_id, label: t('rule.otherTool') }]),
  ];
  const setTool = (tool_id: string) => {
    const { function: _, ...rest } = rule;
    onChange({ ...rest, tool_id });
  };
  const setFunction = (name: string) => {
    const { function: _, ...rest } = rule;
    onChange(name === anyFunction ? rest : { ...rest, function: name });
  };
  const setAction = (value: string) => {
    const action = actions.find((each) => each === value);
    if (action) onChange({ ...rule, action });
  };
  const name = t('rule.number', { number: position + 1 });
  const when = rule.when ?? [];
  const path = `approval_policy.rules.${position}`;
  return (
    <li className="flex flex-col gap-3 rounded-xl border border-line bg-sunken/50 p-3 sm:p-4">
      <div className="flex items-center gap-1">
        <span className="grow text-sm font-medium">{name}</span>
        <MoveButtons name={name} position={position} count={count} onMove={onMove} />
        <IconButton icon={Trash2} size="sm" label={t('list.remove', { name })} onClick={onRemove} />
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('rule.tool')} error={errors[`${path}.tool_id`]}>
          <Select options={toolOptions} value={rule.tool_id} onValueChange={setTool} />
        </Field>
        <Field label={t('rule.action')} error={errors[`${path}.action`]}>
          <Select
            options={actions.map((value) => ({
              value,
              label: t(`rule.actions.${value}`),
              description: t(`rule.actions.${value}Text`),
            }))}
            value={rule.action}
            onValueChange={setAction}
          />
        </Field>
        {tool && tool.functions.length > 1 && (
          <Field label={t('rule.function')} className="sm:col-span-2">
            <Select
              options={[
                { value: anyFunction, label: t('rule.anyFunction') },
                ...tool.functions.map((each) => ({ value: each.name, label: each.name })),
              ]}
              value={rule.function ?? anyFunction}
              onValueChange={setFunction}
            />
          </Field>
        )}
      </div>
      {when.length > 0 && <p className="text-[0.8125rem] text-muted">{t('rule.when')}</p>}
      {when.map((condition, at) => (
        <ConditionRow
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place
          key={at}
          condition={condition}
          names={argumentsOf(tool, rule.function)}
          error={errors[`${path}.when.${at}.argument`] ?? errors[`${path}.when.${at}.value`]}
          onChange={(next) => onChange({ ...rule, when: replacedAt(when, at, next) })}
          onRemove={() => onChange({ ...rule, when: withoutAt(when, at) })}
        />
      ))}
      <Button
        variant="ghost"
        size="sm"
        icon={Plus}
        disabled={when.length >= 10}
        onClick={() => onChange({ ...rule, when: [...when, { argument: '', operator: 'eq', value: '' }] })}
        className="self-start"
      >
        {t('rule.addCondition')}
      </Button>
      {rule.action === 'ask' && <AskFields rule={rule} path={path} errors={errors} onChange={onChange} />}
      <RuleSummary rule={rule} toolName={rule.tool_id === '*' ? undefined : (tool?.name ?? t('rule.otherTool'))} />
    </li>
  );
}
