import type { ReactNode } from 'react';
import { classNames } from './class-names.tsx';
import { useUiStrings } from './ui-provider.tsx';

/** The shape of what is coming: size it with classes. */
export function Skeleton({ className }: { className?: string }): ReactNode {
  return <span aria-hidden className={classNames('block h-4 animate-shimmer rounded-md bg-selected', className)} />;
}

/** Up to six lines of text to come. */
export function SkeletonText({ lines = 3, className }: { lines?: number; className?: string }): ReactNode {
  const strings = useUiStrings();
  const widths = ['w-full', 'w-11/12', 'w-2/3', 'w-5/6', 'w-3/4', 'w-1/2'];
  return (
    <div role="status" className={classNames('flex flex-col gap-2.5', className)}>
      <span className="sr-only">{strings.loading}</span>
      {widths.slice(0, lines).map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  );
}
