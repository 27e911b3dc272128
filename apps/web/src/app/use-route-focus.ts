import { useEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';

/**
 * After a change of page the focus goes to its heading (else to `main`), so that screen readers say where they are.
 * A page that put the focus somewhere itself (a composer) keeps it.
 */
export function useRouteFocus(): void {
  const { pathname } = useLocation();
  const kind = useNavigationType();
  const previous = useRef(pathname);
  useEffect(() => {
    if (previous.current === pathname) return;
    previous.current = pathname;
    // Back and forward keep the place the browser remembers.
    if (kind !== 'POP') window.scrollTo(0, 0);
    const main = document.getElementById('main');
    const active = document.activeElement;
    if (!main || (active !== main && main.contains(active))) return;
    const heading = main.querySelector<HTMLElement>('[data-page-title]');
    (heading ?? main).focus({ preventScroll: true });
  }, [pathname, kind]);
}
