import { IconButton } from '@agentforge/ui/icon-button';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

export interface MoveButtonsProps {
  /** Name of the entry, for the labels. */
  name: string;
  position: number;
  count: number;
  onMove: (to: number) => void;
}

/** Moves an entry by keyboard; the focus stays with the entry, also where its node moved in the page. */
export function MoveButtons({ name, position, count, onMove }: MoveButtonsProps): ReactNode {
  const { t } = useTranslation('agents');
  const up = useRef<HTMLButtonElement>(null);
  const down = useRef<HTMLButtonElement>(null);
  const wanted = useRef<'up' | 'down'>(undefined);
  useEffect(() => {
    if (wanted.current === undefined) return;
    const atStart = position === 0;
    const atEnd = position === count - 1;
    const next = (wanted.current === 'up' && !atStart) || atEnd ? up : down;
    wanted.current = undefined;
    next.current?.focus();
  }, [position, count]);
  const move = (way: 'up' | 'down') => {
    wanted.current = way;
    onMove(way === 'up' ? position - 1 : position + 1);
  };
  return (
    <span className="flex shrink-0">
      <IconButton
        ref={up}
        icon={ArrowUp}
        size="sm"
        label={t('list.up', { name })}
        disabled={position === 0}
        onClick={() => move('up')}
      />
      <IconButton
        ref={down}
        icon={ArrowDown}
        size="sm"
        label={t('list.down', { name })}
        disabled={position === count - 1}
        onClick={() => move('down')}
      />
    </span>
  );
}
