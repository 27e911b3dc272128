import { Button } from '@agentforge/ui/button';
import { TabPanel, Tabs } from '@agentforge/ui/tabs';
import { Cable, Cpu, Plus, Split } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useCommand } from '../../../shared/commands.ts';
import { RetiringBanner } from '../../../shared/models/retiring-banner.tsx';
import { Page } from '../../../shared/page.tsx';
import { useSession } from '../../../shared/session.tsx';
import { type Provider, useProviders, useProviderTypes } from '../api/queries.ts';
import { AllowedSection } from '../components/allowed-section.tsx';
import { ConnectionDrawer } from '../components/connection-drawer.tsx';
import { ConnectionsSection } from '../components/connections-section.tsx';
import { CustomRoutesSection } from '../components/custom-routes-section.tsx';
import { ModelsSection } from '../components/models-section.tsx';
import { ProviderDrawer } from '../components/provider-drawer.tsx';
import { RoutesSection } from '../components/routes-section.tsx';

const tabs = [
  { value: 'connections', icon: Cable },
  { value: 'routes', icon: Split },
  { value: 'models', icon: Cpu },
] as const;

type Editing = { provider: Provider | undefined };

/** Model connections, what each model is used for, and every model there is. `?add` opens the guided form. */
export function ModelsPage(): ReactNode {
  const { t } = useTranslation('models');
  const { can } = useSession();
  const [search, setSearch] = useSearchParams();
  const [editing, setEditing] = useState<Editing | undefined>(() =>
    search.has('add') && can('settings:write') ? { provider: undefined } : undefined,
  );
  const [viewing, setViewing] = useState<Provider>();
  const providers = useProviders();
  const types = useProviderTypes();
  const add = () => setEditing({ provider: undefined });
  const tab = tabs.find(({ value }) => value === search.get('tab'))?.value ?? 'connections';
  // What was changed there and not yet saved stays while another tab is looked at.
  const [seen, setSeen] = useState(false);
  if (tab === 'routes' && !seen) setSeen(true);
  useCommand(can('settings:write') ? { id: 'models.add', label: t('add'), icon: Plus, run: add } : undefined);
  return (
    <Page
      title={t('title')}
      description={t('text')}
      actions={
        can('settings:write') && (
          <Button icon={Plus} onClick={add}>
            {t('add')}
          </Button>
        )
      }
    >
      <RetiringBanner />
      <Tabs
        label={t('title')}
        value={tab}
        onValueChange={(value) => setSearch({ tab: value }, { replace: true })}
        tabs={tabs.map(({ value, icon }) => ({ value, icon, label: t(`tabs.${value}`) }))}
      >
        <TabPanel value="connections">
          <ConnectionsSection onAdd={add} onEdit={(provider) => setEditing({ provider })} onOpen={setViewing} />
        </TabPanel>
        <TabPanel value="routes" keepMounted={seen}>
          <div className="flex flex-col gap-6">
            <RoutesSection />
            <CustomRoutesSection />
            <AllowedSection />
          </div>
        </TabPanel>
        <TabPanel value="models">
          <ModelsSection />
        </TabPanel>
      </Tabs>
      {viewing && (
        <ConnectionDrawer
          provider={viewing}
          typeName={types.data?.find(({ type }) => type === viewing.provider)?.name}
          onClose={() => setViewing(undefined)}
        />
      )}
      {editing && types.data && (
        <ProviderDrawer
          types={types.data}
          takenNames={(providers.data ?? []).map((provider) => provider.name)}
          provider={editing.provider}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Page>
  );
}
