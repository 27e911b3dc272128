import { Progress as RadixProgress } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.tsx';

export interface ProgressProps {
  /** 0 to `max`; `null` while the end is not known. */
  value: number | null;
  max?: number;
  label: string;
  /** Show label and percentage above the bar. */
  showLabel?: boolean;
  tone?: 'accent' | 'success' | 'danger';
  className?: string;
}

const fills = { accent: 'bg-primary-500', success: 'bg-success', danger: 'bg-danger' } as const;

export function Progress({ value, max = 100, label, showLabel, tone = 'accent', className }: ProgressProps): ReactNode {
  const percent = value === null ? null : Math.round((100 * Math.min(max, Math.max(0, value))) / (max || 1));
  return (
    <div className={classNames('flex flex-col gap-1.5', className)}>
      {showLabel && (
        <div className="flex justify-between gap-2 text-[0.8125rem] text-muted">
          <span className="truncate">{label}</span>
          {percent !== null && <span className="tabular-nums">{percent} %</span>}
        </div>
      )}
      <RadixProgress.Root
        value={percent}
        aria-label={label}
        className="relative h-1.5 overflow-hidden rounded-full bg-selected"
      >
        <RadixProgress.Indicator
          style={percent === null ? undefined : { width: `${percent}%` }}
          className={classNames(
            'block h-full rounded-full transition-[width] duration-300',
            fills[tone],
            percent === null && 'absolute w-2/5 animate-indeterminate',
          )}
        />
      </RadixProgress.Root>
    </div>
  );
}
