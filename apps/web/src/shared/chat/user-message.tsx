import { Button } from '@agentforge/ui/button';
import { CircleAlert, RotateCw } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format.ts';
import { AttachmentChip } from './attachment-chip.tsx';
import { type ChatMessage, textOf } from './chat-state.ts';

/** What the person wrote, as they wrote it. */
export const UserMessage = memo(function UserMessage({
  message,
  onRetry,
}: {
  message: ChatMessage;
  onRetry: () => void;
}): ReactNode {
  const { t } = useTranslation(['chat', 'common']);
  const format = useFormat();
  return (
    <article aria-label={t('message.you')} className="flex flex-col items-end gap-1.5 ps-8 sm:ps-16">
      {message.attachments.length > 0 && (
        <ul aria-label={t('attachments.label')} className="flex flex-wrap justify-end gap-2">
          {message.attachments.map((attachment) => (
            <li key={attachment.name}>
              <AttachmentChip name={attachment.name} mediaType={attachment.mediaType} bytes={attachment.bytes} />
            </li>
          ))}
        </ul>
      )}
      <div
        dir="auto"
        className="max-w-full rounded-2xl rounded-ee-md bg-selected px-4 py-2.5 text-[0.9375rem] leading-relaxed break-words whitespace-pre-wrap"
      >
        {textOf(message)}
      </div>
      {message.status === 'failed' ? (
        <div role="alert" className="flex flex-wrap items-center justify-end gap-2 text-sm text-danger-text">
          <CircleAlert aria-hidden className="size-4 shrink-0" />
          <span>{message.error ?? t('message.notSent')}</span>
          <Button size="sm" variant="outline" icon={RotateCw} onClick={onRetry}>
            {t('common:retry')}
          </Button>
        </div>
      ) : (
        <time dateTime={message.createdAt} title={format.dateTime(message.createdAt)} className="text-xs text-subtle">
          {format.time(message.createdAt)}
        </time>
      )}
    </article>
  );
});
