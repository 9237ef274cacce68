import { useCallback, useMemo, useSyncExternalStore } from "react";
import { type NavigateOptions, useLocation, useNavigate } from "react-router";

type Change = (make: (now: URLSearchParams) => URLSearchParams, options?: NavigateOptions) => void;

const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/**
 * The query of the address as it is now, and a way to change it.
 *
 * The router tells of a new address in a transition: until that has come, a second key press would act on the state
 * before the first, and what the first chose would be lost. So the address itself is read, at once.
 */
export function useAddressQuery(): readonly [URLSearchParams, Change] {
  const shown = useLocation();
  const navigate = useNavigate();
  // While another page is on its way, the address is already that page's.
  const search = useSyncExternalStore(subscribe, () =>
    window.location.pathname === shown.pathname ? window.location.search : shown.search,
  );
  const query = useMemo(() => new URLSearchParams(search), [search]);
  const change = useCallback<Change>(
    (make, options) => {
      navigate({ search: make(new URLSearchParams(window.location.search)).toString() }, options);
      for (const tell of listeners) tell();
    },
    [navigate],
  );
  return [query, change];
}
