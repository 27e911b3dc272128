import { cva, type VariantProps } from 'class-variance-authority';
import type { LucideIcon } from 'lucide-react';
import { Slot } from 'radix-ui';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { classNames } from './class-names.tsx';
import { Spinner } from './spinner.tsx';

export const buttonStyles = cva(
  [
    'inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-lg font-medium',
    'border border-transparent transition-colors duration-150 touch-height',
    'disabled:pointer-events-none disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-60',
    '[&_svg]:pointer-events-none [&_svg]:shrink-0',
  ],
  {
    variants: {
      variant: {
        primary: 'bg-accent text-on-accent shadow-card hover:bg-accent-hover',
        secondary: 'bg-selected text-foreground hover:bg-line-strong/70',
        outline: 'border-line-strong bg-surface text-foreground shadow-card hover:bg-hover',
        ghost: 'text-muted hover:bg-hover hover:text-foreground',
        danger: 'bg-danger text-white shadow-card hover:bg-danger-hover',
      },
      size: {
        sm: 'h-8 rounded-md px-3 text-[0.8125rem] [&_svg]:size-3.5',
        md: 'h-10 px-4 text-sm [&_svg]:size-4',
        lg: 'h-12 px-6 text-base [&_svg]:size-5',
      },
      block: { true: 'w-full' },
    },
    defaultVariants: { variant: 'primary', size: 'md' },
  },
);

export interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonStyles> {
  /** Shows a spinner, keeps the width and the focus, ignores clicks. */
  loading?: boolean | undefined;
  icon?: LucideIcon | undefined;
  iconEnd?: LucideIcon | undefined;
  /** Draw the only child (a link) as this button. */
  asChild?: boolean | undefined;
}

/** The button. Without `variant` it is primary; use one primary per view. */
export function Button(props: ButtonProps): ReactNode {
  const {
    variant,
    size,
    block,
    loading,
    icon: Icon,
    iconEnd: IconEnd,
    asChild,
    className,
    children,
    onClick,
    ...rest
  } = props;
  const Root = asChild ? Slot.Root : 'button';
  const swallow = (event: MouseEvent<HTMLButtonElement>) => event.preventDefault();
  return (
    <Root
      {...(asChild ? {} : { type: 'button' as const })}
      {...rest}
      onClick={loading ? swallow : onClick}
      aria-busy={loading || undefined}
      aria-disabled={loading || rest['aria-disabled']}
      className={classNames(buttonStyles({ variant, size, block }), className)}
    >
      {loading ? <Spinner label={null} /> : Icon && <Icon aria-hidden />}
      <Slot.Slottable>{children}</Slot.Slottable>
      {IconEnd && !loading && <IconEnd aria-hidden className="rtl:-scale-x-100" />}
    </Root>
  );
}
