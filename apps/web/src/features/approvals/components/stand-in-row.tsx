import { Avatar } from '@agentforge/ui/avatar';
import { Badge, type BadgeTone } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { ConfirmDialog } from '@agentforge/ui/confirm-dialog';
import { toast } from '@agentforge/ui/toast';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShowError } from '../../../shared/error-notice.tsx';
import { useFormat } from '../../../shared/format.ts';
import { type StandIn, useEndStandIn } from '../api/stand-ins.ts';

const tones: Record<StandIn['status'], BadgeTone> = { planned: 'info', active: 'success', over: 'neutral' };

export function StandInRow({ standIn }: { standIn: StandIn }): ReactNode {
  const { t } = useTranslation('approvals');
  const format = useFormat();
  const { mine, person, stand_in, status, starts_at, ends_at, note } = standIn;
  const other = mine ? stand_in : person;
  return (
    <li className="flex flex-wrap items-center gap-3 py-3 first:pt-0 last:pb-0">
      <Avatar name={other.name} />
      <div className="min-w-0 grow basis-48">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
          <bdi className="min-w-0 break-words">{mine ? other.name : t('standIn.for', { name: other.name })}</bdi>
          <Badge tone={tones[status]}>{t(`standIn.status.${status}`)}</Badge>
        </p>
        <p className="text-[0.8125rem] break-words text-subtle">
          <bdi>{other.email}</bdi>
        </p>
        <p className="text-[0.8125rem] text-subtle">
          {t('standIn.period', { from: format.dateTime(starts_at), until: format.dateTime(ends_at) })}
        </p>
        {note !== '' && <p className="text-[0.8125rem] break-words text-muted">{note}</p>}
      </div>
      {mine && <EndButton standIn={standIn} />}
    </li>
  );
}

function EndButton({ standIn }: { standIn: StandIn }): ReactNode {
  const { t } = useTranslation('approvals');
  const showError = useShowError();
  const end = useEndStandIn();
  const [asking, setAsking] = useState(false);
  const { name } = standIn.stand_in;
  const run = () => end.mutateAsync(standIn.id).then(() => toast.success(t('standIn.ended', { name })), showError);
  return (
    <>
      <Button
        variant="outline"
        size="sm"
        aria-label={t('standIn.endOf', { name })}
        onClick={() => (standIn.status === 'over' ? void run() : setAsking(true))}
        loading={end.isPending}
      >
        {t('standIn.end')}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('standIn.endTitle')}
        description={t('standIn.endText', { name })}
        confirmLabel={t('standIn.end')}
        onConfirm={run}
      />
    </>
  );
}
