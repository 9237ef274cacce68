/** The comparison with an earlier moment, while one is chosen. */

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { get } from "~/api/http";
import type { Reply } from "~/api/types";
import { type Comparison, compare } from "~/map/core/since";
import { layoutOf } from "~/map/core/viewState";
import { formatDay, formatMoment } from "~/parts/format";
import { asMoment, mapKeys, useMap } from "../api/map";
import { useWorkspace } from "../workspace/context";

export type Changes = Reply<"get_opportunity_changes">;

const MOST = 500;

/** As it is said: "20 Nov", or with its hour. */
export function sinceWords(since: string): string {
  return since.length === 10 ? formatDay(since) : formatMoment(since);
}

/** Null while none is chosen, or while it is read. */
export function useComparison(): Comparison | null {
  const { data, view } = useWorkspace();
  const { since } = view;
  // The day itself where none is chosen: the question is not asked then.
  const before = useMap(data.opportunity.id, layoutOf(view), since ?? view.at, since !== null);
  const settled = since !== null && !before.isPlaceholderData ? (before.data ?? null) : null;
  return useMemo(() => (settled ? compare(settled, data) : null), [settled, data]);
}

/** The same difference in words, with who or what caused it. */
export function useChanges() {
  const { data, view } = useWorkspace();
  const { id } = data.opportunity;
  const [since, until] = [asMoment(view.since), asMoment(view.at)];
  return useQuery({
    queryKey: [...mapKeys.deal(id), "changes", since, until],
    queryFn: ({ signal }) =>
      get<Changes>(`/api/v1/opportunities/${id}/changes`, { since, until: until ?? "now", limit: MOST }, signal),
    enabled: since !== null,
    staleTime: 60_000,
  });
}
