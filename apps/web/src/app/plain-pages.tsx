import { Button } from '@agentforge/ui/button';
import { EmptyState } from '@agentforge/ui/empty-state';
import { Compass, LockKeyhole } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DocumentTitle } from '../shared/page.tsx';

export function NotFoundPage(): ReactNode {
  const { t } = useTranslation('shell');
  return (
    <div className="mx-auto grid min-h-[70dvh] max-w-lg place-items-center px-4">
      <DocumentTitle title={t('notFound.title')} />
      <EmptyState
        plain
        level={1}
        icon={Compass}
        title={t('notFound.title')}
        text={t('notFound.text')}
        action={
          <Button asChild>
            <Link to="/">{t('notFound.action')}</Link>
          </Button>
        }
      />
    </div>
  );
}

export function ForbiddenPage({ permission }: { permission: string }): ReactNode {
  const { t } = useTranslation('shell');
  return (
    <div className="mx-auto grid min-h-[70dvh] max-w-lg place-items-center px-4">
      <DocumentTitle title={t('forbidden.title')} />
      <EmptyState
        plain
        level={1}
        icon={LockKeyhole}
        title={t('forbidden.title')}
        text={t('forbidden.text', { permission })}
      />
    </div>
  );
}
