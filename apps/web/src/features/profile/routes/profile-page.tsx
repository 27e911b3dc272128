import { TabPanel, Tabs } from '@agentforge/ui/tabs';
import { Bell, Gauge, KeyRound, Lock, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Page } from '../../../shared/page.tsx';
import { useSession } from '../../../shared/session.tsx';
import { AccountSection } from '../components/account-section.tsx';
import { ApiKeysSection } from '../components/api-keys-section.tsx';
import { LimitsSection } from '../components/limits-section.tsx';
import { NotificationsSection } from '../components/notifications-section.tsx';
import { PasswordSection } from '../components/password-section.tsx';
import { SessionsSection } from '../components/sessions-section.tsx';

const tabs = [
  { value: 'account', icon: UserRound },
  { value: 'security', icon: Lock },
  { value: 'limits', icon: Gauge },
  { value: 'keys', icon: KeyRound },
  { value: 'notifications', icon: Bell },
] as const;

/** What belongs to the person alone: name, password, sessions, limits, API keys. */
export function ProfilePage(): ReactNode {
  const { t } = useTranslation('profile');
  const [search, setSearch] = useSearchParams();
  const { features } = useSession();
  const offered = tabs.filter(({ value }) => value !== 'notifications' || features['mail'] === true);
  const tab = offered.find(({ value }) => value === search.get('tab'))?.value ?? 'account';
  return (
    <Page title={t('title')} description={t('text')} width={tab === 'keys' ? 'wide' : 'narrow'}>
      <Tabs
        label={t('title')}
        value={tab}
        onValueChange={(value) => setSearch({ tab: value }, { replace: true })}
        tabs={offered.map(({ value, icon }) => ({ value, icon, label: t(`tabs.${value}`) }))}
      >
        <TabPanel value="account">
          <AccountSection />
        </TabPanel>
        <TabPanel value="security">
          <div className="flex flex-col gap-6">
            <PasswordSection />
            <SessionsSection />
          </div>
        </TabPanel>
        <TabPanel value="limits">
          <LimitsSection />
        </TabPanel>
        <TabPanel value="keys">
          <ApiKeysSection />
        </TabPanel>
        {features['mail'] === true && (
          <TabPanel value="notifications">
            <NotificationsSection />
          </TabPanel>
        )}
      </Tabs>
    </Page>
  );
}
