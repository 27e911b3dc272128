import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.tsx';

export interface CardProps extends Omit<ComponentProps<'div'>, 'title'> {
  variant?: 'default' | 'elevated' | 'bordered';
  /** Reacts to hover and to focus inside; put one link or button with `card-link` in it to make all of it clickable. */
  interactive?: boolean;
  padding?: 'none' | 'sm' | 'md';
}

const variants = {
  default: 'border border-line bg-surface shadow-card',
  elevated: 'border border-line bg-raised shadow-raised',
  bordered: 'border border-line-strong bg-transparent',
} as const;
const paddings = { none: '', sm: 'p-4', md: 'p-4 sm:p-6' } as const;

export function Card({ variant = 'default', interactive, padding = 'md', className, ...rest }: CardProps): ReactNode {
  return (
    <div
      {...rest}
      className={classNames(
        'relative rounded-xl',
        variants[variant],
        paddings[padding],
        interactive &&
          'transition-[border-color,box-shadow] duration-150 hover:border-control hover:shadow-raised has-focus-visible:border-ring',
        className,
      )}
    />
  );
}

/** Stretches a link or button over its interactive `Card`; other controls inside need `relative`. */
export const cardLink =
  'after:absolute after:inset-0 after:rounded-xl focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring';

export interface CardHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** Controls at the end of the row. */
  actions?: ReactNode;
  /** Heading level in the page's outline. */
  level?: 2 | 3 | 4;
  className?: string;
}

export function CardHeader({ title, description, actions, level = 2, className }: CardHeaderProps): ReactNode {
  const Heading = `h${level}` as const;
  return (
    <div className={classNames('mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-2', className)}>
      <div className="min-w-0">
        <Heading className="text-base font-semibold">{title}</Heading>
        {description && <p className="mt-0.5 text-sm text-muted">{description}</p>}
      </div>
      {actions && <div className="flex items-center gap-2">{actions}</div>}
    </div>
  );
}
