import { useQuery } from "@tanstack/react-query";
import { get } from "~/api/http";
import type { Reply } from "~/api/types";

/** The segments in use among the accounts one may see. */
export function useSegments() {
  return useQuery({
    queryKey: ["accounts", "segments"],
    queryFn: ({ signal }) => get<Reply<"list_segments">>("/api/v1/accounts/segments", {}, signal),
    staleTime: 60 * 60_000,
  });
}
