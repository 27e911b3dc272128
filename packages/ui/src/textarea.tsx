import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.tsx';
import { useFieldControl } from './field.tsx';
import { controlStyles } from './input.tsx';

export interface TextareaProps extends ComponentProps<'textarea'> {
  /** Grows with its text up to `maxRows`. */
  autoGrow?: boolean | undefined;
  maxRows?: number | undefined;
  mono?: boolean | undefined;
}

export function Textarea({
  autoGrow,
  maxRows = 14,
  mono,
  rows = 4,
  className,
  style,
  ...rest
}: TextareaProps): ReactNode {
  const control = useFieldControl(rest);
  const growth = { minHeight: `calc(${rows} * 1.5em + 1.375rem)`, maxHeight: `calc(${maxRows} * 1.5em + 1.375rem)` };
  return (
    <textarea
      rows={rows}
      {...(mono ? { spellCheck: false } : {})}
      {...rest}
      {...control}
      style={autoGrow ? { ...growth, ...style } : style}
      className={classNames(
        controlStyles,
        'block px-3 py-2.5 leading-normal',
        autoGrow ? 'field-sizing-content resize-none' : 'resize-y',
        mono && 'font-mono text-[0.8125rem]',
        className,
      )}
    />
  );
}
