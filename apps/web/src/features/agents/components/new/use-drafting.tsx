import { type ReactNode, useRef } from 'react';
import { ErrorNotice } from '../../../../shared/error-notice.tsx';
import { type GeneratedConfig, useGenerateConfig } from '../../api/agent-mutations.ts';

/** As the server asks for. */
export const shortestGoal = 10;

export interface Drafting {
  running: boolean;
  result: GeneratedConfig | undefined;
  /** What went wrong, to be drawn where the person started. */
  notice: ReactNode;
  start: (goal: string) => void;
  cancel: () => void;
  reset: () => void;
}

/** Asks for a whole agent from one description; can be cancelled at any time. */
export function useDrafting(onDone?: (result: GeneratedConfig) => void): Drafting {
  const generate = useGenerateConfig();
  const running = useRef<AbortController>(undefined);
  const latestGoal = useRef('');
  const start = (goal: string) => {
    latestGoal.current = goal;
    const controller = new AbortController();
    running.current = controller;
    generate.mutate({ goal: goal.trim(), signal: controller.signal }, { onSuccess: (result) => onDone?.(result) });
  };
  const cancel = () => {
    running.current?.abort();
    generate.reset();
  };
  return {
    running: generate.isPending,
    result: generate.data,
    notice: generate.error && <ErrorNotice error={generate.error} onRetry={() => start(latestGoal.current)} />,
    start,
    cancel,
    reset: generate.reset,
  };
}
