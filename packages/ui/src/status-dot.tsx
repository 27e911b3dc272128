import type { ReactNode } from 'react';
import { classNames } from './class-names.tsx';

export type StatusTone = 'neutral' | 'success' | 'warning' | 'danger' | 'info' | 'accent';

const colors: Record<StatusTone, string> = {
  neutral: 'bg-control',
  success: 'bg-success',
  warning: 'bg-warning',
  danger: 'bg-danger',
  info: 'bg-info',
  accent: 'bg-primary-500',
};

export interface StatusDotProps {
  tone?: StatusTone;
  /** The state in words; colour is never the only sign. */
  label: string;
  /** Show only the dot; the label stays for screen readers. */
  hideLabel?: boolean;
  /** Something is under way. */
  pulse?: boolean;
  className?: string;
}

export function StatusDot({ tone = 'neutral', label, hideLabel, pulse, className }: StatusDotProps): ReactNode {
  return (
    <span className={classNames('inline-flex items-center gap-2 text-sm text-muted', className)}>
      <span aria-hidden className="relative flex size-2 shrink-0">
        {pulse && (
          <span
            className={classNames(
              'absolute inset-0 animate-ping rounded-full opacity-60 motion-reduce:hidden',
              colors[tone],
            )}
          />
        )}
        <span className={classNames('relative size-2 rounded-full', colors[tone])} />
      </span>
      <span className={hideLabel ? 'sr-only' : undefined}>{label}</span>
    </span>
  );
}
