/** The same facts in the words of a sales method. */

import { useQuery } from "@tanstack/react-query";
import { get } from "~/api/http";
import type { Reply } from "~/api/types";
import { asMoment, mapKeys } from "../api/map";

export type Lens = Reply<"get_lenses">["lenses"][number];
export type Slot = Lens["slots"][number];
export type Fill = Slot["missing"][number]["fill"];

export function useLenses(id: string, at: string | null) {
  return useQuery({
    queryKey: mapKeys.lenses(id, at),
    queryFn: ({ signal }) =>
      get<Reply<"get_lenses">>(`/api/v1/opportunities/${id}/lenses`, { as_of: asMoment(at) }, signal),
    staleTime: 60_000,
  });
}
