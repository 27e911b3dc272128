import { Button } from '@agentforge/ui/button';
import { Card, CardHeader } from '@agentforge/ui/card';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { type StandIn, useStandIns } from '../api/stand-ins.ts';
import { StandInForm } from './stand-in-form.tsx';
import { StandInRow } from './stand-in-row.tsx';

/** Who decides in my place, and in whose place I decide. */
export function StandIns(): ReactNode {
  const { t } = useTranslation('approvals');
  const standIns = useStandIns();
  const [adding, setAdding] = useState(false);
  if (standIns.error) return <ErrorNotice error={standIns.error} onRetry={() => void standIns.refetch()} />;
  const mine = standIns.data?.filter((one) => one.mine);
  const theirs = standIns.data?.filter((one) => !one.mine);
  return (
    <div className="flex flex-col gap-6">
      <Card>
        <CardHeader
          title={t('standIn.mineTitle')}
          description={t('standIn.mineText')}
          actions={
            !adding && (
              <Button variant="outline" size="sm" icon={Plus} onClick={() => setAdding(true)}>
                {t('standIn.add')}
              </Button>
            )
          }
        />
        {adding && <StandInForm onDone={() => setAdding(false)} />}
        <Rows rows={mine} empty={t('standIn.none')} />
      </Card>
      <Card>
        <CardHeader title={t('standIn.theirsTitle')} description={t('standIn.theirsText')} />
        <Rows rows={theirs} empty={t('standIn.noneTheirs')} />
      </Card>
    </div>
  );
}

function Rows({ rows, empty }: { rows: readonly StandIn[] | undefined; empty: string }): ReactNode {
  if (!rows) return <SkeletonText lines={3} />;
  if (rows.length === 0) return <p className="text-sm text-muted">{empty}</p>;
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => (
        <StandInRow key={row.id} standIn={row} />
      ))}
    </ul>
  );
}
