import { Card } from '@agentforge/ui/card';
import type { ReactNode } from 'react';

/** One titled card of the gallery. */
export function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section>
      <h2 className="mb-3 text-sm font-semibold text-muted">{title}</h2>
      <Card className="flex flex-col gap-5">{children}</Card>
    </section>
  );
}

export function Row({ children }: { children: ReactNode }): ReactNode {
  return <div className="flex flex-wrap items-center gap-3">{children}</div>;
}
