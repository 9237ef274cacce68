/** What each of ours is to each of theirs. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, get } from "~/api/http";
import type { Reply } from "~/api/types";
import type { Standing } from "~/parts/standing";
import { asMoment, mapKeys } from "../api/map";

export type StandingGrid = Reply<"get_standing_grid">;

export function useStandingGrid(id: string, at: string | null) {
  return useQuery({
    queryKey: mapKeys.standings(id, at),
    queryFn: ({ signal }) =>
      get<StandingGrid>(`/api/v1/opportunities/${id}/standings`, { as_of: asMoment(at) }, signal),
    staleTime: 60_000,
  });
}

interface Pair {
  userId: string;
  contactId: string;
  /** What stood there when it was opened. */
  last: Standing | null;
}

/** Both empty takes the standing back. A version somebody else changed meanwhile is refused by the server. */
export function useSetStanding(opportunityId: string, { userId, contactId, last }: Pair) {
  const client = useQueryClient();
  const path = `/api/v1/contacts/${contactId}/standings/${userId}`;
  return useMutation({
    mutationFn: async (said: Pick<Standing, "current" | "desired" | "note">): Promise<void> => {
      const version = last ? { version: last.version } : {};
      if (said.current || said.desired) await change("PUT", path, { body: said, ...version });
      else if (last) await change("DELETE", path, version);
    },
    onSettled: () => client.invalidateQueries({ queryKey: mapKeys.deal(opportunityId) }),
  });
}
