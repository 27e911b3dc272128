import { Popover as RadixPopover } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.tsx';
import { floatingSurface } from './menu-surface.tsx';

export interface PopoverProps {
  /** One button. */
  trigger: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: 'start' | 'end' | 'center';
  side?: 'top' | 'bottom' | 'left' | 'right';
  children: ReactNode;
  /** Accessible name of what opens. */
  label?: string;
  className?: string;
}

/** Free content beside a button; `DropdownMenu` is for lists of actions. */
export function Popover({
  trigger,
  open,
  onOpenChange,
  align = 'start',
  side = 'bottom',
  children,
  label,
  className,
}: PopoverProps): ReactNode {
  return (
    <RadixPopover.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          {...(label === undefined ? {} : { 'aria-label': label })}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={classNames(floatingSurface, 'max-w-[calc(100vw-1rem)] p-3', className)}
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
