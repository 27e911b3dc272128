import type { LucideIcon } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface Command {
  id: string;
  label: string;
  icon?: LucideIcon | undefined;
  /** Further words that find it. */
  keywords?: readonly string[] | undefined;
  run: () => void;
}

let commands: readonly Command[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Command[]): void {
  commands = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Actions that pages offer in the command palette at this moment. */
export function useCommands(): readonly Command[] {
  return useSyncExternalStore(subscribe, () => commands);
}

/** Offers an action in the command palette while the component is shown; `undefined` offers none. */
export function useCommand(command: Command | undefined): void {
  const latest = useRef(command);
  useEffect(() => {
    latest.current = command;
  });
  const { id, label, icon } = command ?? {};
  useEffect(() => {
    if (id === undefined || label === undefined) return;
    const offered: Command = { id, label, icon, keywords: latest.current?.keywords, run: () => latest.current?.run() };
    change([...commands.filter((other) => other.id !== id), offered]);
    return () => change(commands.filter((other) => other !== offered));
  }, [id, label, icon]);
}
