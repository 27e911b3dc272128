import { IconButton } from '@agentforge/ui/icon-button';
import { FileText, Image, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format.ts';

export interface AttachmentChipProps {
  name: string;
  mediaType: string;
  bytes: number;
  onRemove?: () => void;
}

/** A file that goes, or went, with a message. */
export function AttachmentChip({ name, mediaType, bytes, onRemove }: AttachmentChipProps): ReactNode {
  const { t } = useTranslation('chat');
  const format = useFormat();
  const Icon = mediaType.startsWith('image/') ? Image : FileText;
  return (
    <span className="inline-flex max-w-64 items-center gap-2 rounded-lg border border-line bg-surface py-1.5 ps-2.5 pe-2.5 text-[0.8125rem]">
      <Icon aria-hidden className="size-4 shrink-0 text-subtle" />
      <span className="min-w-0 truncate">
        <bdi>{name}</bdi>
      </span>
      <span className="shrink-0 text-xs text-subtle">{format.bytes(bytes)}</span>
      {onRemove && (
        <IconButton
          icon={X}
          size="sm"
          label={t('attachments.remove', { name })}
          tooltip={false}
          onClick={onRemove}
          className="-my-1.5 -me-2"
        />
      )}
    </span>
  );
}
