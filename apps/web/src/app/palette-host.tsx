import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';

const CommandPalette = lazy(async () => ({ default: (await import('./command-palette.tsx')).CommandPalette }));

export interface PaletteState {
  open: boolean;
  setOpen: (open: boolean) => void;
  show: () => void;
}

/** Ctrl+K or ⌘K anywhere opens and closes the palette. */
export function usePalette(): PaletteState {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setOpen((shown) => !shown);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  const show = useCallback(() => setOpen(true), []);
  return { open, setOpen, show };
}

/** Loads the palette's code when it is first opened. */
export function PaletteHost({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}): ReactNode {
  const [wanted, setWanted] = useState(false);
  if (open && !wanted) setWanted(true);
  if (!wanted) return null;
  return (
    <Suspense>
      <CommandPalette open={open} onOpenChange={onOpenChange} />
    </Suspense>
  );
}
