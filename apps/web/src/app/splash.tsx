import { Spinner } from '@agentforge/ui/spinner';
import type { ReactNode } from 'react';

/** While the session or the first page is on its way. Appears late, so that fast loads do not flicker. */
export function Splash(): ReactNode {
  return (
    <div className="grid min-h-dvh animate-fade-in place-items-center text-subtle [animation-delay:250ms] [animation-fill-mode:backwards]">
      <Spinner className="size-6" />
    </div>
  );
}
