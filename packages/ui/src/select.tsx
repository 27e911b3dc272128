import { Check, ChevronDown, type LucideIcon } from 'lucide-react';
import { Select as RadixSelect } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.tsx';
import { useFieldControl } from './field.tsx';
import { controlStyles } from './input.tsx';
import { floatingItem, floatingSurface } from './menu-surface.tsx';
import { useUiStrings } from './ui-provider.tsx';

export interface Option {
  /** Not empty: an empty value means "nothing chosen". */
  value: string;
  label: string;
  description?: string | undefined;
  icon?: LucideIcon | undefined;
  disabled?: boolean | undefined;
  /** Options of one group stand together under this heading. */
  group?: string | undefined;
}

export interface SelectProps {
  options: readonly Option[];
  /** `''` or undefined shows the placeholder. */
  value?: string | undefined;
  onValueChange: (value: string) => void;
  placeholder?: string | undefined;
  size?: 'sm' | 'md';
  id?: string | undefined;
  name?: string | undefined;
  disabled?: boolean | undefined;
  'aria-label'?: string | undefined;
  'aria-invalid'?: boolean | undefined;
  className?: string | undefined;
}

/** A closed list of up to about 15 options; use `Combobox` for more. */
export function Select(props: SelectProps): ReactNode {
  const { options, value, onValueChange, placeholder, size = 'md', name, disabled, className, ...rest } = props;
  const strings = useUiStrings();
  const control = useFieldControl(rest);
  const groups = Object.entries(Object.groupBy(options, (option) => option.group ?? ''));
  return (
    <RadixSelect.Root
      value={value ?? ''}
      onValueChange={onValueChange}
      {...(name === undefined ? {} : { name })}
      {...(disabled === undefined ? {} : { disabled })}
    >
      <RadixSelect.Trigger
        {...rest}
        {...control}
        className={classNames(
          controlStyles,
          'flex items-center justify-between gap-2 text-start touch-height data-placeholder:text-subtle',
          size === 'sm' ? 'h-8 rounded-md ps-2.5 pe-2 sm:text-[0.8125rem]' : 'h-10 ps-3 pe-2.5',
          className,
        )}
      >
        <span className="truncate">
          <RadixSelect.Value placeholder={placeholder ?? strings.select} />
        </span>
        <RadixSelect.Icon asChild>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-subtle" />
        </RadixSelect.Icon>
      </RadixSelect.Trigger>
      <RadixSelect.Portal>
        <RadixSelect.Content
          position="popper"
          sideOffset={6}
          collisionPadding={8}
          className={classNames(
            floatingSurface,
            'max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-[min(28rem,calc(100vw-1rem))]',
          )}
        >
          <RadixSelect.Viewport nonce={pageNonce()}>
            {groups.map(([group, members]) => (
              <RadixSelect.Group key={group}>
                {group && (
                  <RadixSelect.Label className="px-2.5 pt-2 pb-1 text-xs font-medium text-subtle">
                    {group}
                  </RadixSelect.Label>
                )}
                {members?.map((option) => (
                  <SelectOption key={option.value} option={option} />
                ))}
              </RadixSelect.Group>
            ))}
          </RadixSelect.Viewport>
        </RadixSelect.Content>
      </RadixSelect.Portal>
    </RadixSelect.Root>
  );
}

function SelectOption({ option }: { option: Option }): ReactNode {
  const Icon = option.icon;
  return (
    <RadixSelect.Item
      value={option.value}
      {...(option.disabled ? { disabled: true } : {})}
      className={classNames(floatingItem, 'pe-9')}
    >
      {Icon && <Icon aria-hidden />}
      <span className="min-w-0">
        <RadixSelect.ItemText>{option.label}</RadixSelect.ItemText>
        {option.description && <span className="block text-xs text-subtle">{option.description}</span>}
      </span>
      <RadixSelect.ItemIndicator className="absolute inset-y-0 end-2.5 flex items-center">
        <Check aria-hidden className="text-accent-text!" />
      </RadixSelect.ItemIndicator>
    </RadixSelect.Item>
  );
}

/** Radix writes a style element here, which the page's policy allows by its nonce only. */
function pageNonce(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
}
