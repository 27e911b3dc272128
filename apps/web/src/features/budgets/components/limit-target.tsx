import { Combobox } from '@agentforge/ui/combobox';
import { Field } from '@agentforge/ui/field';
import { Select } from '@agentforge/ui/select';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../shared/session.tsx';
import { useDebounced } from '../../../shared/use-debounced.ts';
import { useSubjects } from '../api/budgets.ts';
import type { LimitDraft, Scope } from '../limit-draft.ts';

const scopes = ['tenant', 'agent', 'user', 'conversation', 'run'] as const satisfies readonly Scope[];

export interface LimitTargetProps {
  draft: LimitDraft;
  /** What the agent or person the limit names is called. */
  name: string | null;
  error: string | undefined;
  onChange: (part: Partial<LimitDraft>) => void;
}

/** For whom a limit is, and over which time. */
export function LimitTarget({ draft, name, error, onChange }: LimitTargetProps): ReactNode {
  const { t } = useTranslation('budgets');
  const { scope, period } = draft;
  return (
    <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
      <Field label={t('for')} error={scope === 'agent' || scope === 'user' ? undefined : error}>
        <Select
          value={scope}
          onValueChange={(value) =>
            onChange({ scope: scopes.find((candidate) => candidate === value) ?? 'user', scopeId: '*' })
          }
          options={scopes.map((value) => ({ value, label: t(`scope.${value}`), description: t(`scopeText.${value}`) }))}
        />
      </Field>
      {scope !== 'run' && (
        <Field label={t('per')}>
          <Select
            value={period}
            onValueChange={(value) => onChange({ period: value === 'total' ? 'total' : 'day' })}
            options={(['day', 'total'] as const).map((value) => ({ value, label: t(`period.${value}`) }))}
          />
        </Field>
      )}
      {(scope === 'agent' || scope === 'user') && (
        <SubjectField key={scope} scope={scope} draft={draft} name={name} error={error} onChange={onChange} />
      )}
    </div>
  );
}

interface SubjectFieldProps extends LimitTargetProps {
  scope: 'agent' | 'user';
}

function SubjectField({ scope, draft, name, error, onChange }: SubjectFieldProps): ReactNode {
  const { t } = useTranslation('budgets');
  const { can } = useSession();
  const [search, setSearch] = useState('');
  const subjects = useSubjects(scope, useDebounced(search.trim()));
  const found = subjects.data ?? [];
  const chosen = draft.scopeId;
  const known = chosen === '*' || found.some(({ value }) => value === chosen);
  const options = [
    { value: '*', label: t(`scope.${scope}`) },
    ...(known ? [] : [{ value: chosen, label: name ?? chosen }]),
    ...found,
  ];
  const readable = can(scope === 'agent' ? 'agents:read' : 'users:read');
  return (
    <Field
      label={t(`which.${scope}`)}
      hint={t(readable ? 'whichHint' : 'whichDenied')}
      error={error}
      className="sm:col-span-2"
    >
      <Combobox
        options={options}
        value={chosen}
        onSearch={setSearch}
        loading={readable && subjects.isPending}
        onValueChange={(value) => onChange({ scopeId: value })}
      />
    </Field>
  );
}
