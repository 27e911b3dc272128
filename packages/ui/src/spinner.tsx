import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.tsx';
import { useUiStrings } from './ui-provider.tsx';

export interface SpinnerProps {
  /** Said to screen readers; `null` when the surroundings already say it. */
  label?: string | null;
  className?: string;
}

export function Spinner({ label, className }: SpinnerProps): ReactNode {
  const strings = useUiStrings();
  const text = label === undefined ? strings.loading : label;
  return (
    <span role={text === null ? undefined : 'status'} className="inline-flex">
      <LoaderCircle aria-hidden className={classNames('size-4 animate-spin motion-reduce:animate-none', className)} />
      {text !== null && <span className="sr-only">{text}</span>}
    </span>
  );
}
