import { Button } from '@agentforge/ui/button';
import { classNames } from '@agentforge/ui/class-names';
import { Tooltip } from '@agentforge/ui/tooltip';
import { CircleAlert, CloudCheck, CloudUpload, type LucideIcon, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../../shared/error-notice.tsx';
import { useFormat } from '../../../../shared/format.ts';
import type { SavePhase } from '../../state/autosave.ts';
import { useStudio } from '../../state/studio-context.ts';

const icons: Record<SavePhase, LucideIcon> = {
  saved: CloudCheck,
  waiting: Pencil,
  saving: CloudUpload,
  failed: CircleAlert,
  conflict: CircleAlert,
};

/** Whether what a person sees is what the server has. */
export function SaveIndicator(): ReactNode {
  const { t } = useTranslation('agents');
  const format = useFormat();
  const describe = useErrorText();
  const { save, agent, flush } = useStudio();
  const Icon = icons[save.phase];
  const bad = save.phase === 'failed' || save.phase === 'conflict';
  const reason = bad ? describe(save.error) : undefined;
  const when = save.savedAt ?? agent.updated_at;
  const text = save.phase === 'saved' ? t('save.saved', { when: format.relative(when) }) : t(`save.${save.phase}`);
  return (
    <span className="flex items-center gap-2">
      <span
        role="status"
        className={classNames('flex items-center gap-1.5 text-[0.8125rem]', bad ? 'text-danger-text' : 'text-subtle')}
      >
        <Icon aria-hidden className="size-4" />
        {text}
      </span>
      {save.phase === 'failed' && (
        <Tooltip label={reason?.text || reason?.title || t('save.failed')}>
          <Button size="sm" variant="outline" onClick={() => void flush()}>
            {t('save.retry')}
          </Button>
        </Tooltip>
      )}
    </span>
  );
}
