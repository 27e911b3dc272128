import { Card, CardHeader } from '@agentforge/ui/card';
import type { ReactNode } from 'react';

export interface StepSectionProps {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** One card of a step. */
export function StepSection({ title, description, actions, children }: StepSectionProps): ReactNode {
  return (
    <Card>
      <CardHeader level={3} title={title} description={description} actions={actions} />
      <div className="flex flex-col gap-5">{children}</div>
    </Card>
  );
}
