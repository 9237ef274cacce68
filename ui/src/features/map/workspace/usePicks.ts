import { useCallback, useMemo, useState } from "react";
import type { Person } from "~/map/core/types";

export interface Picks {
  /** People chosen together, to do one thing to all of them; whoever leaves the map leaves it. */
  picked: readonly Person[];
  isPicked: (contactId: string) => boolean;
  pick: (contactIds: Iterable<string>, how: "only" | "also" | "toggle") => void;
  clearPicks: () => void;
}

/** Several people at once: shift and click, a rubber band, Ctrl+A, shift and arrows. */
export function usePicks(byId: ReadonlyMap<string, Person>): Picks {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const pick = useCallback<Picks["pick"]>((contactIds, how) => {
    setIds((last) => {
      const next = new Set(how === "only" ? [] : last);
      for (const id of contactIds) {
        if (how === "toggle" && last.has(id)) next.delete(id);
        else next.add(id);
      }
      return next;
    });
  }, []);
  const clearPicks = useCallback(() => setIds((last) => (last.size === 0 ? last : new Set())), []);
  const picked = useMemo(
    () => [...ids].flatMap((id) => byId.get(id) ?? []).filter((person) => !person.is_seat),
    [ids, byId],
  );
  const isPicked = useCallback((id: string) => ids.has(id), [ids]);
  return useMemo(() => ({ picked, isPicked, pick, clearPicks }), [picked, isPicked, pick, clearPicks]);
}
