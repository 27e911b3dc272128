import type { Tool } from '@agentforge/contracts/tools/schemas';
import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Switch } from '@agentforge/ui/switch';
import { TabPanel, Tabs } from '@agentforge/ui/tabs';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { fieldErrorsOf, statusOf } from '../../../shared/failure.ts';
import { useSession } from '../../../shared/session.tsx';
import { SaveErrors } from '../../../shared/tool-form/tool-create-drawer.tsx';
import { ToolFields } from '../../../shared/tool-form/tool-fields.tsx';
import type { ToolType } from '../../../shared/tool-form/tool-queries.ts';
import { ToolTestPanel } from '../../../shared/tool-form/tool-test-panel.tsx';
import type { Versioned } from '../../../shared/versioned.ts';
import { toolRights } from '../state/tool-rights.ts';
import { type ToolEditing, useToolEditing } from '../state/use-tool-editing.ts';
import { ToolFunctions } from './tool-functions.tsx';

export interface EditToolFormProps {
  saved: Versioned<Tool>;
  type: ToolType;
  tab: string;
  onTabChange: (tab: string) => void;
  onDirtyChange: (dirty: boolean) => void;
}

export function EditToolForm({ saved, type, tab, onTabChange, onDirtyChange }: EditToolFormProps): ReactNode {
  const { t } = useTranslation('tools');
  const { can } = useSession();
  const rights = toolRights(saved.value, can);
  const editing = useToolEditing(saved, type);
  const { dirty, draft } = editing;
  useEffect(() => onDirtyChange(dirty), [dirty, onDirtyChange]);
  const tabs = [
    { value: 'settings', label: t('edit.settings') },
    ...(rights.edit ? [{ value: 'test', label: t('edit.test') }] : []),
    { value: 'functions', label: t('edit.functions'), count: saved.value.functions.length },
  ];
  const shown = tabs.some(({ value }) => value === tab) ? tab : 'settings';
  return (
    <Tabs label={saved.value.name} tabs={tabs} value={shown} onValueChange={onTabChange}>
      <TabPanel value="settings">
        {rights.edit ? <SettingsForm editing={editing} type={type} /> : <Alert tone="info">{t('edit.readOnly')}</Alert>}
        <UsedBy tool={saved.value} />
      </TabPanel>
      {rights.edit && (
        <TabPanel value="test" className="flex flex-col gap-5">
          {dirty && <Alert tone="info">{t('edit.testUnsaved')}</Alert>}
          <ToolTestPanel toolId={saved.value.id} draft={draft} functions={saved.value.functions} />
        </TabPanel>
      )}
      <TabPanel value="functions">
        <ToolFunctions functions={saved.value.functions} />
      </TabPanel>
    </Tabs>
  );
}

function SettingsForm({ editing, type }: { editing: ToolEditing; type: ToolType }): ReactNode {
  const { t } = useTranslation('tools');
  const { draft, change, dirty, saving, error, save, reload } = editing;
  const conflict = statusOf(error) === 412;
  return (
    <form
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {conflict ? (
        <Alert
          tone="warning"
          title={t('edit.conflict.title')}
          actions={
            <>
              <Button size="sm" variant="outline" onClick={reload}>
                {t('edit.conflict.reload')}
              </Button>
              <Button size="sm" variant="ghost" onClick={() => save({ overwrite: true })}>
                {t('edit.conflict.overwrite')}
              </Button>
            </>
          }
        >
          {t('edit.conflict.text')}
        </Alert>
      ) : (
        <SaveErrors error={error} />
      )}
      <ToolFields type={type} draft={draft} onChange={change} errors={fieldErrorsOf(error)} />
      <Switch
        label={t('form.active')}
        description={t('form.activeHint')}
        checked={draft.is_active}
        onCheckedChange={(is_active) => change({ ...draft, is_active })}
      />
      <Button type="submit" loading={saving} disabled={!dirty || draft.name.trim() === ''} className="self-start">
        {t('edit.save')}
      </Button>
    </form>
  );
}

function UsedBy({ tool }: { tool: Tool }): ReactNode {
  const { t } = useTranslation('tools');
  const agents = tool.used_by ?? [];
  return (
    <section className="mt-8 border-t border-line pt-5">
      <h3 className="mb-2 text-sm font-medium">{t('edit.usedBy')}</h3>
      {agents.length === 0 && <p className="text-sm text-subtle">{t('edit.usedByNobody')}</p>}
      <ul className="flex flex-wrap gap-2">
        {agents.map((agent) => (
          <li key={agent.id}>
            <Button asChild size="sm" variant="outline">
              <Link to={`/agents/${agent.id}`}>{agent.name}</Link>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
