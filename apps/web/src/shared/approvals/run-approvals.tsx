import { Skeleton } from '@agentforge/ui/skeleton';
import { type ReactNode, useEffect, useRef } from 'react';
import { ApprovalCard } from './approval-card.tsx';
import { useRunApprovals } from './approval-queries.ts';

export interface RunApprovalsProps {
  runId: string;
  /** Somebody decided, here or elsewhere: the run may go on. */
  onDecided: () => void;
  /** Shown where nothing can be said about what the run waits for. */
  fallback: ReactNode;
}

/** What a run waits for, as cards inside its answer. */
export function RunApprovals({ runId, onDecided, fallback }: RunApprovalsProps): ReactNode {
  const approvals = useRunApprovals(runId);
  const waiting = approvals.data?.filter(({ status }) => status === 'pending') ?? [];
  useWhenFewer(waiting.length, onDecided);
  if (approvals.isPending) return <Skeleton className="mt-3 h-56 rounded-xl" />;
  if (waiting.length === 0) return fallback;
  return (
    <div className="mt-3 flex flex-col gap-3">
      {waiting.map((approval) => (
        <ApprovalCard key={approval.id} approval={approval} onDecided={onDecided} />
      ))}
    </div>
  );
}

function useWhenFewer(count: number, then: () => void): void {
  const before = useRef(count);
  useEffect(() => {
    if (count < before.current) then();
    before.current = count;
  }, [count, then]);
}
