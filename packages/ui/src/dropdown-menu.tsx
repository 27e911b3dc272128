import { Check, type LucideIcon } from 'lucide-react';
import { DropdownMenu as RadixMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.tsx';
import { floatingItem, floatingSurface } from './menu-surface.tsx';
import { useUiLink } from './ui-provider.tsx';

export interface DropdownMenuProps {
  /** One button. */
  trigger: ReactElement;
  align?: 'start' | 'end' | 'center';
  side?: 'top' | 'bottom' | 'left' | 'right';
  /** For a menu whose code is loaded by the click that opens it. */
  defaultOpen?: boolean;
  children: ReactNode;
  className?: string;
}

/** Holds `MenuItem`, `MenuRadio`, `MenuLabel` and `MenuSeparator`. */
export function DropdownMenu(props: DropdownMenuProps): ReactNode {
  const { trigger, align = 'end', side = 'bottom', defaultOpen = false, children, className } = props;
  return (
    <RadixMenu.Root modal={false} defaultOpen={defaultOpen}>
      <RadixMenu.Trigger asChild>{trigger}</RadixMenu.Trigger>
      <RadixMenu.Portal>
        <RadixMenu.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={classNames(
            floatingSurface,
            'max-h-(--radix-dropdown-menu-content-available-height) min-w-52 max-w-80 overflow-y-auto',
            className,
          )}
        >
          {children}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  );
}

export interface MenuItemProps {
  icon?: LucideIcon | undefined;
  onSelect?: () => void;
  /** Navigates with the app's router link. */
  href?: string;
  danger?: boolean;
  disabled?: boolean;
  /** Shown at the end, for example a `Kbd`. */
  trailing?: ReactNode;
  children: ReactNode;
}

export function MenuItem({
  icon: Icon,
  onSelect,
  href,
  danger,
  disabled = false,
  trailing,
  children,
}: MenuItemProps): ReactNode {
  const Link = useUiLink();
  const content = (
    <>
      {Icon && <Icon aria-hidden />}
      <span className="min-w-0 grow truncate">{children}</span>
      {trailing}
    </>
  );
  return (
    <RadixMenu.Item
      disabled={disabled}
      asChild={href !== undefined}
      onSelect={() => onSelect?.()}
      className={classNames(
        floatingItem,
        danger && 'text-danger-text data-highlighted:bg-danger-soft [&_svg]:text-danger-text',
      )}
    >
      {href === undefined ? content : <Link href={href}>{content}</Link>}
    </RadixMenu.Item>
  );
}

export interface MenuRadioProps {
  value: string;
  onValueChange: (value: string) => void;
  options: readonly { value: string; label: string; icon?: LucideIcon | undefined; lang?: string | undefined }[];
}

/** One of a few: theme, language, sort order. */
export function MenuRadio({ value, onValueChange, options }: MenuRadioProps): ReactNode {
  return (
    <RadixMenu.RadioGroup value={value} onValueChange={onValueChange}>
      {options.map(({ icon: Icon, ...option }) => (
        <RadixMenu.RadioItem
          key={option.value}
          value={option.value}
          lang={option.lang}
          className={classNames(floatingItem, 'pe-9')}
        >
          {Icon && <Icon aria-hidden />}
          {option.label}
          <MenuMark />
        </RadixMenu.RadioItem>
      ))}
    </RadixMenu.RadioGroup>
  );
}

function MenuMark(): ReactNode {
  return (
    <RadixMenu.ItemIndicator className="absolute inset-y-0 end-2.5 flex items-center">
      <Check aria-hidden className="text-accent-text!" />
    </RadixMenu.ItemIndicator>
  );
}

export function MenuLabel({ children }: { children: ReactNode }): ReactNode {
  return <RadixMenu.Label className="px-2.5 pt-2 pb-1 text-xs font-medium text-subtle">{children}</RadixMenu.Label>;
}

export function MenuSeparator(): ReactNode {
  return <RadixMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
}
