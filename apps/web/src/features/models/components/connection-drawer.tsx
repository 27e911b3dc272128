import { TabPanel, Tabs } from '@agentforge/ui/tabs';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GuardedDrawer } from '../../../shared/forms/guarded-drawer.tsx';
import { useSession } from '../../../shared/session.tsx';
import type { Provider } from '../api/queries.ts';
import { ModelsTestPanel } from './models-test-panel.tsx';
import { OwnModelsPanel } from './own-models-panel.tsx';
import { UsagePanel } from './usage-panel.tsx';

export interface ConnectionDrawerProps {
  provider: Provider;
  typeName: string | undefined;
  onClose: () => void;
}

/** One connection: how its models answer, what was entered by hand, what it was used for. */
export function ConnectionDrawer({ provider, typeName, onClose }: ConnectionDrawerProps): ReactNode {
  const { t } = useTranslation('models');
  const editable = useSession().can('settings:write');
  const tabs = editable ? (['test', 'models', 'usage'] as const) : (['models', 'usage'] as const);
  const [tab, setTab] = useState<string>(tabs[0]);
  const [dirty, setDirty] = useState(false);
  return (
    <GuardedDrawer
      open
      dirty={dirty}
      onClose={onClose}
      size="lg"
      title={provider.name}
      description={t('detail.text', { type: typeName ?? provider.provider })}
    >
      <Tabs
        label={provider.name}
        value={tab}
        onValueChange={setTab}
        tabs={tabs.map((value) => ({ value, label: t(`detail.tabs.${value}`) }))}
      >
        {editable && (
          <TabPanel value="test" keepMounted>
            <ModelsTestPanel providerId={provider.id} />
          </TabPanel>
        )}
        <TabPanel value="models" keepMounted>
          <OwnModelsPanel providerId={provider.id} editable={editable} onDirtyChange={setDirty} />
        </TabPanel>
        <TabPanel value="usage">
          <UsagePanel providerId={provider.id} />
        </TabPanel>
      </Tabs>
    </GuardedDrawer>
  );
}
