import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.tsx';
import { useFieldControl } from './field.tsx';

export const controlStyles = [
  'w-full min-w-0 rounded-lg border border-control bg-surface text-base text-foreground sm:text-sm',
  'transition-[border-color,box-shadow] duration-150 placeholder:text-subtle hover:border-subtle control-focus',
  'disabled:cursor-not-allowed disabled:bg-sunken disabled:text-subtle [&[readonly]]:bg-sunken',
  'aria-invalid:border-danger-text',
].join(' ');

export interface InputProps extends Omit<ComponentProps<'input'>, 'size'> {
  icon?: LucideIcon | undefined;
  /** Something inside the end of the box: a unit, a button. */
  trailing?: ReactNode;
  /** Monospaced, for keys, addresses and code; always left to right. */
  mono?: boolean | undefined;
}

/** One line of text. Takes `ref` and spreads, so `register()` of react-hook-form fits. */
export function Input({ icon: Icon, trailing, mono, className, ...rest }: InputProps): ReactNode {
  const control = useFieldControl(rest);
  const technical = mono || rest.type === 'url' || rest.type === 'email';
  const input = (
    <input
      {...(technical ? { dir: 'ltr', spellCheck: false, autoCapitalize: 'none' } : {})}
      {...rest}
      {...control}
      className={classNames(
        controlStyles,
        'h-10 px-3 touch-height',
        technical && 'rtl:text-end',
        mono && 'font-mono text-[0.8125rem]',
        Icon && 'ps-9',
        trailing && 'pe-11',
        className,
      )}
    />
  );
  if (!Icon && !trailing) return input;
  return (
    <span className="relative block w-full">
      {Icon && (
        <Icon aria-hidden className="pointer-events-none absolute inset-y-0 start-3 my-auto size-4 text-subtle" />
      )}
      {input}
      {trailing && <span className="absolute inset-y-0 end-1 flex items-center text-subtle">{trailing}</span>}
    </span>
  );
}
