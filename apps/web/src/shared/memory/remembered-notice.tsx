import { Button } from '@agentforge/ui/button';
import { toast } from '@agentforge/ui/toast';
import { Brain, EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useShowError } from '../error-notice.tsx';
import { useMemoryOfRun, useRemember, useUndoMemory } from './memory-queries.ts';

export interface RememberedNoticeProps {
  agentId: string;
  runId: string;
}

/** Under an answer: what the agent has just remembered, to be taken back; and what it held back, to be saved anyway. */
export function RememberedNotice({ agentId, runId }: RememberedNoticeProps): ReactNode {
  const { t } = useTranslation('memory');
  const { data: found } = useMemoryOfRun(agentId, runId);
  const undo = useUndoMemory();
  const remember = useRemember();
  const showError = useShowError();
  if (found === undefined || (found.data.length === 0 && found.held.length === 0)) return null;
  return (
    <ul aria-label={t('notice.label')} className="mt-3 flex flex-col gap-1.5">
      {found.data.map((memory) => (
        <Row
          key={memory.id}
          icon={<Brain aria-hidden className="mt-0.5 size-4 shrink-0" />}
          text={t('notice.remembered', { text: memory.text })}
          action={t('notice.undo')}
          label={t('notice.undoThis', { text: memory.text })}
          busy={undo.isPending && undo.variables.id === memory.id}
          onAct={() => undo.mutate(memory, { onError: showError, onSuccess: () => toast.success(t('notice.undone')) })}
        />
      ))}
      {found.held.map((text) => (
        <Row
          key={text}
          icon={<EyeOff aria-hidden className="mt-0.5 size-4 shrink-0" />}
          text={t('notice.held', { text })}
          action={t('notice.keep')}
          label={t('notice.keepThis', { text })}
          busy={remember.isPending && remember.variables.text === text}
          onAct={() =>
            remember.mutate(
              { agentId, text, runId },
              { onError: showError, onSuccess: () => toast.success(t('notice.kept')) },
            )
          }
        />
      ))}
      <li className="text-xs">
        <Link to={`/memory?agent=${agentId}`} className="rounded-sm text-muted underline underline-offset-2">
          {t('notice.manage')}
        </Link>
      </li>
    </ul>
  );
}

interface RowProps {
  icon: ReactNode;
  text: string;
  action: string;
  label: string;
  busy: boolean;
  onAct: () => void;
}

function Row({ icon, text, action, label, busy, onAct }: RowProps): ReactNode {
  return (
    <li className="flex items-center gap-2 rounded-lg border border-line bg-sunken py-1 ps-3 pe-1 text-[0.8125rem] text-muted">
      <span className="flex min-w-0 grow items-start gap-2 py-1">
        {icon}
        <bdi className="min-w-0 break-words">{text}</bdi>
      </span>
      <Button variant="ghost" size="sm" loading={busy} aria-label={label} onClick={onAct}>
        {action}
      </Button>
    </li>
  );
}
