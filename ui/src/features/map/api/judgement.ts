/** What follows from the scores of a deal: gaps, consensus, threads, and what would turn the map green. */

import { useQuery } from "@tanstack/react-query";
import { get } from "~/api/http";
import type { Reply } from "~/api/types";
import { asMoment, mapKeys } from "./map";

export type Judgement = Reply<"get_judgement">;
export type Gap = Judgement["gaps"][number];
export type MapScore = Judgement["map_score"];

export function useJudgement(id: string, at: string | null) {
  return useQuery({
    queryKey: mapKeys.judgement(id, at),
    queryFn: ({ signal }) => get<Judgement>(`/api/v1/opportunities/${id}/judgement`, { as_of: asMoment(at) }, signal),
    staleTime: 60_000,
  });
}
