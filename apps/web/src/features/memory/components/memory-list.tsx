import type { OwnMemory } from '@agentforge/contracts/memory/endpoints';
import { Badge } from '@agentforge/ui/badge';
import { Card } from '@agentforge/ui/card';
import { IconButton } from '@agentforge/ui/icon-button';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { MessageSquareText, Pencil, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../../shared/format.ts';

export interface MemoryListProps {
  rows: readonly OwnMemory[];
  loading: boolean;
  /** The rows are of several agents. */
  named: boolean;
  onCorrect: (memory: OwnMemory) => void;
  onErase: (memory: OwnMemory) => void;
}

export function MemoryList({ rows, loading, ...row }: MemoryListProps): ReactNode {
  const { t } = useTranslation('memory');
  if (loading) {
    return (
      <Card>
        <SkeletonText lines={6} />
      </Card>
    );
  }
  return (
    <Card padding="none">
      <ul aria-label={t('title')} className="divide-y divide-line">
        {rows.map((memory) => (
          <MemoryRow key={memory.id} memory={memory} {...row} />
        ))}
      </ul>
    </Card>
  );
}

type RowProps = Pick<MemoryListProps, 'named' | 'onCorrect' | 'onErase'> & { memory: OwnMemory };

function MemoryRow({ memory, named, onCorrect, onErase }: RowProps): ReactNode {
  const { t } = useTranslation('memory');
  const { text } = memory;
  return (
    <li className="flex items-start gap-2 py-3 ps-4 pe-2 sm:ps-5">
      <div className="min-w-0 grow">
        <p className="break-words text-[0.9375rem]">
          <bdi>{text}</bdi>
        </p>
        <Facts memory={memory} named={named} />
      </div>
      <div className="flex shrink-0">
        <IconButton
          variant="ghost"
          icon={Pencil}
          label={t('correctThis', { text })}
          tooltip={false}
          onClick={() => onCorrect(memory)}
        />
        <IconButton
          variant="ghost"
          icon={Trash2}
          label={t('eraseThis', { text })}
          tooltip={false}
          onClick={() => onErase(memory)}
        />
      </div>
    </li>
  );
}

function Facts({ memory, named }: Pick<RowProps, 'memory' | 'named'>): ReactNode {
  const { t } = useTranslation('memory');
  const format = useFormat();
  const conversation = memory.source?.conversation_id;
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem] text-muted">
      <Badge>{t(`kind.${memory.kind}`)}</Badge>
      {named && <bdi className="max-w-56 truncate font-medium text-foreground">{memory.agent_name}</bdi>}
      <span>{t(`how.${memory.how}`)}</span>
      <time dateTime={memory.updated_at} title={format.dateTime(memory.updated_at)}>
        {format.relative(memory.updated_at)}
      </time>
      {conversation && (
        <Link
          to={`/chat/${memory.agent_id}/${conversation}`}
          aria-label={t('openConversation', { text: memory.text })}
          className="inline-flex items-center gap-1 rounded-sm underline underline-offset-2 hover:text-foreground"
        >
          <MessageSquareText aria-hidden className="size-3.5" />
          {t('conversation')}
        </Link>
      )}
    </div>
  );
}
