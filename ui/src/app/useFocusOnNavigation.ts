import { type RefObject, useEffect, useRef } from "react";
import { useLocation, useNavigationType } from "react-router";

/**
 * A new page takes the focus, as a loaded document would: screen readers announce it and Tab starts at its top.
 * Search parameters do not count (a filter is no new page), nor does the first load.
 */
export function useFocusOnNavigation(): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const navigationType = useNavigationType();
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    if (!main.current) return;
    main.current.focus({ preventScroll: true });
    // Back and forward return to a place the reader knows; the browser's own restoring of it is left alone.
    if (navigationType !== "POP") main.current.scrollTop = 0;
  }, [pathname, navigationType]);
  return main;
}
