import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatPhase } from './chat-state.ts';

/** Tells screen readers what goes on: begin, end and trouble, not each word. */
export function Announcer({ phase, failed }: { phase: ChatPhase; failed: boolean }): ReactNode {
  const { t } = useTranslation('chat');
  const before = useRef(phase);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const was = before.current;
    before.current = phase;
    if (was === phase) return;
    if (phase === 'idle') setSaid(was === 'loading' ? '' : t(failed ? 'phase.failed' : 'phase.ready'));
    else setSaid(t(`phase.${phase}`));
  }, [phase, failed, t]);
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
