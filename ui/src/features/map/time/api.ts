/** The deal's life. */

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { get } from "~/api/http";
import type { Reply } from "~/api/types";
import { mapKeys } from "../api/map";

export type Timeline = Reply<"get_timeline">;

export function useTimeline(id: string) {
  return useQuery({
    queryKey: [...mapKeys.deal(id), "timeline"],
    queryFn: ({ signal }) => get<Timeline>(`/api/v1/opportunities/${id}/timeline`, {}, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    // Earlier points are being worked out: the event stream tells when they are there, unless it is off.
    refetchInterval: (query) => (query.state.data?.trend_complete === false ? 5000 : false),
  });
}
