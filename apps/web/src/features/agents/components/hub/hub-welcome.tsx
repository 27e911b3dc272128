import { EmptyState } from '@agentforge/ui/empty-state';
import { Bot } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { GoalPrompt } from '../new/goal-prompt.tsx';

/** The hub before there is any agent: it begins with a sentence. */
export function HubWelcome({ mayCreate }: { mayCreate: boolean }): ReactNode {
  const { t } = useTranslation('agents');
  const navigate = useNavigate();
  if (!mayCreate) return <EmptyState icon={Bot} title={t('welcome.none')} text={t('welcome.noneText')} />;
  return (
    <div className="flex flex-col gap-2">
      <h2 className="text-lg font-semibold">{t('welcome.title')}</h2>
      <p className="mb-3 max-w-2xl text-sm text-muted">{t('welcome.text')}</p>
      <GoalPrompt onDraft={(goal) => void navigate('/agents/new', { state: { goal, start: true } })} />
    </div>
  );
}
