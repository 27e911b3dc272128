import { ChevronsUpDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { classNames } from './class-names.tsx';
import { useFieldControl } from './field.tsx';
import { controlStyles } from './input.tsx';
import { floatingSurface } from './menu-surface.tsx';
import { OptionList, type OptionListProps } from './option-list.tsx';
import { useUiStrings } from './ui-provider.tsx';

export interface ComboboxProps extends Omit<OptionListProps, 'isSelected' | 'onPick'> {
  value?: string | undefined;
  onValueChange: (value: string) => void;
  placeholder?: string | undefined;
  disabled?: boolean | undefined;
  id?: string | undefined;
  'aria-label'?: string | undefined;
  className?: string | undefined;
}

/** One of many options, found by typing. Hand in `onSearch` and `loading` when the server searches. */
export function Combobox(props: ComboboxProps): ReactNode {
  const { value, onValueChange, placeholder, disabled, id, className, ...list } = props;
  const [open, setOpen] = useState(false);
  const strings = useUiStrings();
  const control = useFieldControl({ id });
  const chosen = props.options.find((option) => option.value === value);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        {...control}
        role="combobox"
        aria-label={props['aria-label']}
        aria-expanded={open}
        disabled={disabled}
        className={classNames(
          controlStyles,
          'flex h-10 items-center justify-between gap-2 ps-3 pe-2.5 text-start touch-height',
          !chosen && 'text-subtle',
          className,
        )}
      >
        <span className="truncate">{chosen?.label ?? placeholder ?? strings.select}</span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-subtle" />
      </Popover.Trigger>
      <OptionPopover label={props['aria-label'] ?? placeholder ?? strings.select}>
        <OptionList
          {...list}
          isSelected={(candidate) => candidate === value}
          onPick={(picked) => {
            onValueChange(picked);
            setOpen(false);
          }}
        />
      </OptionPopover>
    </Popover.Root>
  );
}

/** The floating part of `Combobox` and `MultiSelect`. */
export function OptionPopover({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <Popover.Portal>
      <Popover.Content
        aria-label={label}
        align="start"
        sideOffset={6}
        collisionPadding={8}
        className={classNames(
          floatingSurface,
          'w-(--radix-popover-trigger-width) min-w-64 max-w-[calc(100vw-1rem)] p-0',
        )}
      >
        {children}
      </Popover.Content>
    </Popover.Portal>
  );
}
