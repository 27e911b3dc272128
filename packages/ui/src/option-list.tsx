import { Command } from 'cmdk';
import { Check, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { floatingItem } from './menu-surface.tsx';
import type { Option } from './select.tsx';
import { Spinner } from './spinner.tsx';
import { useUiStrings } from './ui-provider.tsx';

export interface OptionListProps {
  options: readonly Option[];
  isSelected: (value: string) => boolean;
  onPick: (value: string) => void;
  searchPlaceholder?: string | undefined;
  emptyText?: string | undefined;
  loading?: boolean | undefined;
  /** The app searches: options arrive filtered. */
  onSearch?: ((text: string) => void) | undefined;
}

/** The searchable list inside `Combobox` and `MultiSelect`. */
export function OptionList(props: OptionListProps): ReactNode {
  const { options, isSelected, onPick, searchPlaceholder, emptyText, loading, onSearch } = props;
  const strings = useUiStrings();
  const groups = Object.entries(Object.groupBy(options, (option) => option.group ?? ''));
  return (
    <Command shouldFilter={!onSearch} label={searchPlaceholder ?? strings.search} className="flex flex-col">
      <div className="flex items-center gap-2 border-b border-line px-2.5">
        <Search aria-hidden className="size-4 shrink-0 text-subtle" />
        <Command.Input
          placeholder={searchPlaceholder ?? strings.search}
          {...(onSearch ? { onValueChange: onSearch } : {})}
          className="h-10 w-full min-w-0 bg-transparent text-base outline-none placeholder:text-subtle sm:text-sm"
        />
        {loading && <Spinner />}
      </div>
      <Command.List className="max-h-72 scroll-py-1 overflow-y-auto p-1">
        <Command.Empty className="px-3 py-6 text-center text-subtle">
          {loading ? strings.loading : (emptyText ?? strings.nothingFound)}
        </Command.Empty>
        {groups.map(([group, members]) => (
          <Command.Group
            key={group}
            heading={group || undefined}
            className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-subtle"
          >
            {members?.map((option) => (
              <OptionRow key={option.value} option={option} selected={isSelected(option.value)} onPick={onPick} />
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}

interface OptionRowProps {
  option: Option;
  selected: boolean;
  onPick: (value: string) => void;
}

function OptionRow({ option, selected, onPick }: OptionRowProps): ReactNode {
  const Icon = option.icon;
  return (
    <Command.Item
      value={option.value}
      keywords={[option.label, option.description ?? '']}
      {...(option.disabled ? { disabled: true } : {})}
      onSelect={() => onPick(option.value)}
      className={floatingItem}
    >
      {Icon && <Icon aria-hidden />}
      <span className="min-w-0 grow">
        <span className="block truncate">{option.label}</span>
        {option.description && <span className="block truncate text-xs text-subtle">{option.description}</span>}
      </span>
      {selected && <Check aria-hidden className="text-accent-text!" />}
    </Command.Item>
  );
}
