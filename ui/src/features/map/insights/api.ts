import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, get } from "~/api/http";
import type { Reply } from "~/api/types";
import { mapKeys } from "../api/map";
import type { Insight } from "./kinds";

type List = Reply<"list_insights">;

/** What we learned of an account that counts on this deal: its own, and what holds for the whole account. */
export function useInsights(dealId: string, accountId: string | undefined) {
  return useQuery({
    queryKey: ["insights", "board", dealId, accountId],
    queryFn: ({ signal }) =>
      get<List>("/api/v1/insights", { account_id: accountId, limit: 200, sort: "recorded_at" }, signal),
    enabled: accountId !== undefined,
    select: (page) => page.items.filter((each) => each.opportunity === null || each.opportunity.id === dealId),
  });
}

/** Change fields of an insight; the server keeps when it was confirmed and by whom. */
export function useChangeInsight(dealId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ insight, body }: { insight: Insight; body: Readonly<Record<string, unknown>> }) =>
      change<Insight>("PATCH", `/api/v1/insights/${insight.id}`, { body, version: insight.version }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["insights"] }),
        client.invalidateQueries({ queryKey: mapKeys.deal(dealId) }),
      ]),
  });
}
