import { IconButton } from '@agentforge/ui/icon-button';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';

export interface MoveButtonsProps {
  /** Say what is moved, for example "Move Refunds up". */
  labels: { up: string; down: string };
  position: number;
  count: number;
  onMove: (to: number) => void;
}

/** Moves an entry by keyboard; the focus stays with the entry, also where its node moved in the page. */
export function MoveButtons({ labels, position, count, onMove }: MoveButtonsProps): ReactNode {
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
        label={labels.up}
        disabled={position === 0}
        onClick={() => move('up')}
      />
      <IconButton
        ref={down}
        icon={ArrowDown}
        size="sm"
        label={labels.down}
        disabled={position === count - 1}
        onClick={() => move('down')}
      />
    </span>
  );
}
