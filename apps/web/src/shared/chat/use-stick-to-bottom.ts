import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const slack = 48;

interface StickToBottom {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  /** The reader is somewhere above the newest text. */
  away: boolean;
  jump: () => void;
}

/** Keeps the newest text in view while it grows, until the reader scrolls up; going back down picks it up again. */
export function useStickToBottom(resetKey: unknown): StickToBottom {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const [away, setAway] = useState(false);
  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, []);
  const jump = useCallback(() => {
    sticks.current = true;
    setAway(false);
    toEnd();
  }, [toEnd]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const scrolled = () => {
      const distance = element.scrollHeight - element.scrollTop - element.clientHeight;
      sticks.current = distance <= slack;
      setAway(distance > slack * 4);
    };
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => element.removeEventListener('scroll', scrolled);
  }, []);
  useEffect(() => {
    const element = content.current;
    if (!element) return;
    const observer = new ResizeObserver(() => sticks.current && toEnd());
    observer.observe(element);
    return () => observer.disconnect();
  }, [toEnd]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation begins at its end
  useLayoutEffect(() => jump(), [resetKey, jump]);
  return { scroller, content, away, jump };
}
