import { useMediaQuery } from "@mantine/hooks";
import { useCallback, useMemo } from "react";
import { readView, type ViewChange, type ViewName, type ViewState, writeView } from "~/map/core/viewState";
import { useAddressQuery } from "~/parts/useAddressQuery";

export const PHONE = "(max-width: 700px)";
/** Below this the panel lies over the map instead of beside it. */
export const NARROW = "(max-width: 1100px)";

/** What the address says is shown, and a way to change it. Selecting makes a step in the history, toggles do not. */
export function useViewState(): [ViewState, (change: ViewChange) => void] {
  const [query, changeQuery] = useAddressQuery();
  const phone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  const fallback: ViewName = phone ? "outline" : "map";
  const view = useMemo(() => readView(query, fallback), [query, fallback]);
  const change = useCallback(
    (wanted: ViewChange) => {
      const step =
        "selected" in wanted || "view" in wanted || "lens" in wanted || "group" in wanted || "since" in wanted;
      changeQuery((now) => writeView(now, wanted, fallback), { replace: !step, preventScrollReset: true });
    },
    [changeQuery, fallback],
  );
  return [view, change];
}
