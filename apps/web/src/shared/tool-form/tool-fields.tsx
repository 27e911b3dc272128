import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { SchemaForm } from '@agentforge/ui/schema-form';
import { errorsByPath } from '@agentforge/ui/schema-values';
import { Textarea } from '@agentforge/ui/textarea';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AgentField } from './agent-field.tsx';
import type { ToolDraft, ToolType } from './tool-queries.ts';

export interface ToolFieldsProps {
  type: ToolType;
  draft: ToolDraft;
  onChange: (draft: ToolDraft) => void;
  /** The server's messages by dotted path: `name`, `config.base_url`. */
  errors: Readonly<Record<string, string>>;
}

/** Name, description and the settings drawn from the type's own schema. */
export function ToolFields({ type, draft, onChange, errors }: ToolFieldsProps): ReactNode {
  const { t } = useTranslation('tools');
  const asksAgent = type.type === 'agent';
  const configErrors = useMemo(() => {
    const list = Object.entries(errors).map(([path, message]) => ({ path, message }));
    return errorsByPath(list, 'config.');
  }, [errors]);
  return (
    <div className="flex flex-col gap-5">
      <Field label={t('form.name')} hint={t('form.nameHint')} required error={errors['name']}>
        <Input
          value={draft.name}
          maxLength={120}
          autoComplete="off"
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
        />
      </Field>
      <Field label={t('form.description')} hint={t('form.descriptionHint')} error={errors['description']}>
        <Textarea
          rows={2}
          autoGrow
          maxLength={2000}
          value={draft.description}
          onChange={(event) => onChange({ ...draft, description: event.target.value })}
        />
      </Field>
      <div className="flex flex-col gap-5 border-t border-line pt-5">
        {asksAgent && (
          <AgentField
            value={typeof draft.config['agent_id'] === 'string' ? draft.config['agent_id'] : ''}
            error={errors['config.agent_id']}
            onChange={(agentId) => onChange({ ...draft, config: { ...draft.config, agent_id: agentId } })}
          />
        )}
        <SchemaForm
          omit={asksAgent ? ['agent_id'] : []}
          schema={type.config_schema}
          value={draft.config}
          onChange={(config) => onChange({ ...draft, config })}
          errors={configErrors}
        />
      </div>
    </div>
  );
}
