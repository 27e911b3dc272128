import { Command } from 'cmdk';
import { type LucideIcon, Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.tsx';
import { floatingItem } from './menu-surface.tsx';
import { overlayStyles } from './modal.tsx';
import { useReturnFocus } from './use-return-focus.tsx';

export interface CommandEntry {
  id: string;
  label: string;
  icon?: LucideIcon | undefined;
  keywords?: readonly string[] | undefined;
  run: () => void;
}

export interface CommandGroup {
  heading: string;
  commands: readonly CommandEntry[];
}

export interface CommandDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  label: string;
  placeholder: string;
  empty: string;
  groups: readonly CommandGroup[];
}

/** A command palette; running an entry closes it first. */
export function CommandDialog({
  open,
  onOpenChange,
  label,
  placeholder,
  empty,
  groups,
}: CommandDialogProps): ReactNode {
  const returnFocus = useReturnFocus();
  const run = (entry: CommandEntry) => {
    onOpenChange(false);
    entry.run();
  };
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayStyles} />
        <Dialog.Content
          {...returnFocus}
          aria-describedby={undefined}
          className="fixed inset-x-0 top-[12dvh] z-50 mx-auto w-[calc(100%-1.5rem)] max-w-xl overflow-hidden rounded-2xl border border-line bg-raised shadow-modal outline-none data-[state=open]:animate-pop-in data-[state=closed]:animate-pop-out"
        >
          <Dialog.Title className="sr-only">{label}</Dialog.Title>
          <Command label={label} loop>
            <div className="flex items-center gap-3 border-b border-line px-4">
              <Search aria-hidden className="size-4 shrink-0 text-subtle" />
              <Command.Input
                placeholder={placeholder}
                className="h-13 w-full bg-transparent text-base outline-none placeholder:text-subtle"
              />
            </div>
            <Command.List className="max-h-[min(24rem,60dvh)] scroll-py-2 overflow-y-auto p-2">
              <Command.Empty className="px-3 py-10 text-center text-sm text-muted">{empty}</Command.Empty>
              {groups.map((group) => (
                <Command.Group
                  key={group.heading}
                  heading={group.heading}
                  className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-subtle"
                >
                  {group.commands.map((entry) => (
                    <Row key={entry.id} entry={entry} onRun={run} />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Row({ entry, onRun }: { entry: CommandEntry; onRun: (entry: CommandEntry) => void }): ReactNode {
  const Icon = entry.icon;
  return (
    <Command.Item
      value={entry.id}
      keywords={[entry.label, ...(entry.keywords ?? [])]}
      onSelect={() => onRun(entry)}
      className={classNames(floatingItem, 'py-2.5 text-sm')}
    >
      {Icon && <Icon aria-hidden />}
      <span className="truncate">{entry.label}</span>
    </Command.Item>
  );
}
