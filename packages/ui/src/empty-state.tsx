import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.tsx';

export interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  text?: ReactNode;
  /** The next step, usually one primary `Button`. */
  action?: ReactNode;
  /** Without the dashed frame, inside a card. */
  plain?: boolean;
  /** Makes the title a heading: 1 when the empty state is the whole page. */
  level?: 1 | 2 | 3;
  className?: string;
}

export function EmptyState({ icon: Icon, title, text, action, plain, level, className }: EmptyStateProps): ReactNode {
  const Title = level === undefined ? 'p' : (`h${level}` as const);
  return (
    <div
      className={classNames(
        'flex flex-col items-center rounded-xl px-6 py-12 text-center',
        !plain && 'border border-dashed border-line-strong',
        className,
      )}
    >
      <span className="mb-4 grid size-12 place-items-center rounded-xl border border-line bg-surface text-muted shadow-card">
        <Icon aria-hidden className="size-5" />
      </span>
      <Title
        className="text-base font-semibold outline-none"
        {...(level === 1 ? { 'data-page-title': true, tabIndex: -1 } : {})}
      >
        {title}
      </Title>
      {text && <p className="mt-1 max-w-md text-sm text-balance text-muted">{text}</p>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
