import { type CSSProperties, type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';

export interface TooltipProps {
  label: ReactNode;
  /** Where it prefers to stand; it turns over when there is no room. `end` is the reading direction's end. */
  side?: 'top' | 'bottom' | 'end';
  /** One focusable element. */
  children: ReactElement;
}

const delay = 350;
const gap = 6;
const margin = 8;

function placeOf(anchor: DOMRect, side: NonNullable<TooltipProps['side']>): CSSProperties {
  if (side === 'end') {
    const rtl = document.documentElement.dir === 'rtl';
    const top = anchor.top + anchor.height / 2;
    return rtl
      ? { top, right: window.innerWidth - anchor.left + gap, translate: '0 -50%' }
      : { top, left: anchor.right + gap, translate: '0 -50%' };
  }
  const above = side === 'top' ? anchor.top > 44 : window.innerHeight - anchor.bottom < 44;
  const left = anchor.left + anchor.width / 2;
  return above
    ? { left, top: anchor.top - gap, translate: '-50% -100%' }
    : { left, top: anchor.bottom + gap, translate: '-50% 0' };
}

/** A short hint on hover and keyboard focus. Never the only place of something important, and nothing on touch. */
export function Tooltip({ label, side = 'top', children }: TooltipProps): ReactNode {
  const wrapper = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [place, setPlace] = useState<CSSProperties>();
  const hide = () => {
    clearTimeout(timer.current);
    setPlace(undefined);
  };
  const show = (wait: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const anchor = wrapper.current?.firstElementChild;
      if (anchor) setPlace(placeOf(anchor.getBoundingClientRect(), side));
    }, wait);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens to what happens to its child
    <span
      ref={wrapper}
      className="contents"
      onPointerEnter={(event) => event.pointerType === 'mouse' && show(delay)}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => event.target.matches(':focus-visible') && show(0)}
      onBlur={hide}
      onKeyDown={(event) => event.key === 'Escape' && hide()}
    >
      {children}
      {place && createPortal(<Bubble place={place}>{label}</Bubble>, document.body)}
    </span>
  );
}

/** Moves itself back into the window when it would stand over an edge. */
function Bubble({ place, children }: { place: CSSProperties; children: ReactNode }): ReactNode {
  const keepInside = (bubble: HTMLSpanElement | null) => {
    if (!bubble) return;
    const { left, right } = bubble.getBoundingClientRect();
    const shift = left < margin ? margin - left : Math.min(0, window.innerWidth - margin - right);
    if (shift !== 0) bubble.style.marginLeft = `${shift}px`;
  };
  return (
    <span
      ref={keepInside}
      role="tooltip"
      style={place}
      className="pointer-events-none fixed z-70 w-max max-w-xs animate-fade-in rounded-md bg-inverse px-2.5 py-1.5 text-xs text-on-inverse shadow-raised"
    >
      {children}
    </span>
  );
}
