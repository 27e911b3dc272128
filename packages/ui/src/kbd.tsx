import type { ReactNode } from 'react';

/** Keys: `<Kbd>⌘ K</Kbd>`. */
export function Kbd({ children }: { children: ReactNode }): ReactNode {
  return (
    <kbd
      dir="ltr"
      className="inline-flex h-5 min-w-5 items-center justify-center rounded-[5px] border border-line-strong bg-sunken px-1.5 font-sans text-[0.6875rem] font-medium text-subtle"
    >
      {children}
    </kbd>
  );
}
