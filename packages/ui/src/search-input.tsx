import { Search, X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { classNames } from './class-names.tsx';
import { IconButton } from './icon-button.tsx';
import { Input, type InputProps } from './input.tsx';
import { useUiStrings } from './ui-provider.tsx';

export interface SearchInputProps
  extends Omit<InputProps, 'type' | 'icon' | 'trailing' | 'value' | 'onChange' | 'ref'> {
  value: string;
  onValueChange: (value: string) => void;
  /** Accessible name; the placeholder shows it too. */
  label?: string;
}

/** A search box with a clear button; Escape clears it. */
export function SearchInput({ value, onValueChange, label, className, ...rest }: SearchInputProps): ReactNode {
  const strings = useUiStrings();
  const input = useRef<HTMLInputElement>(null);
  const name = label ?? strings.search;
  const clear = () => {
    onValueChange('');
    input.current?.focus();
  };
  return (
    <Input
      placeholder={name}
      aria-label={name}
      {...rest}
      ref={input}
      type="search"
      icon={Search}
      value={value}
      onChange={(event) => onValueChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || value === '') return;
        event.preventDefault();
        clear();
      }}
      trailing={value && <IconButton icon={X} label={strings.clear} size="sm" tooltip={false} onClick={clear} />}
      className={classNames('[&::-webkit-search-cancel-button]:hidden', className)}
    />
  );
}
