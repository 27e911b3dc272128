import { type DragEvent, useState } from 'react';

export interface DragOrder {
  /** Place of the entry that is being dragged. */
  dragged: number | undefined;
  /** Place it would go to. */
  target: number | undefined;
  handle: (position: number) => { draggable: true; onDragStart: (event: DragEvent) => void; onDragEnd: () => void };
  row: (position: number) => { onDragOver: (event: DragEvent) => void; onDrop: (event: DragEvent) => void };
}

/** Reordering a list by its handles with the pointer; the same moves exist as buttons for the keyboard. */
export function useDragOrder(onMove: (from: number, to: number) => void): DragOrder {
  const [dragged, setDragged] = useState<number>();
  const [target, setTarget] = useState<number>();
  const end = () => {
    setDragged(undefined);
    setTarget(undefined);
  };
  return {
    dragged,
    target,
    handle: (position) => ({
      draggable: true,
      onDragStart: (event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', String(position));
        setDragged(position);
      },
      onDragEnd: end,
    }),
    row: (position) => ({
      onDragOver: (event) => {
        if (dragged === undefined) return;
        event.preventDefault();
        setTarget(position);
      },
      onDrop: (event) => {
        event.preventDefault();
        if (dragged !== undefined && dragged !== position) onMove(dragged, position);
        end();
      },
    }),
  };
}
