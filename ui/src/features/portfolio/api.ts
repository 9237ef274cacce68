import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, get, type Query } from "~/api/http";
import type { Reply } from "~/api/types";

export type PortfolioPage = Reply<"get_portfolio">;
export type PortfolioRow = PortfolioPage["items"][number];
export type Belief = NonNullable<PortfolioRow["economic_buyer"]>;
export type Moved = Reply<"get_portfolio_changes">["items"][number];
export type SavedView = Reply<"list_portfolio_views">[number];

const KEY = "portfolio";

export function usePortfolio(query: Query) {
  return useQuery({
    queryKey: [KEY, "page", query],
    queryFn: ({ signal }) => get<PortfolioPage>("/api/v1/portfolio", query, signal),
    placeholderData: keepPreviousData,
  });
}

/** What changed on the deals of a page, by deal. Asked for apart, so that the table never waits for it. */
export function useMovement(ids: readonly string[], since: string) {
  return useQuery({
    queryKey: [KEY, "changes", since, ids],
    queryFn: ({ signal }) => get<Reply<"get_portfolio_changes">>("/api/v1/portfolio/changes", { ids, since }, signal),
    enabled: ids.length > 0,
  });
}

export function useSavedViews() {
  return useQuery({
    queryKey: [KEY, "views"],
    queryFn: ({ signal }) => get<Reply<"list_portfolio_views">>("/api/v1/portfolio/views", {}, signal),
  });
}

export type ViewChange =
  | { type: "save"; name: string; query: Readonly<Record<string, string>>; isShared: boolean }
  | { type: "share"; id: string; isShared: boolean }
  | { type: "delete"; id: string };

export function useChangeView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: ViewChange): Promise<unknown> => {
      if (wanted.type === "save") {
        const body = { name: wanted.name, query: wanted.query, is_shared: wanted.isShared };
        return change("POST", "/api/v1/portfolio/views", { body });
      }
      const path = `/api/v1/portfolio/views/${wanted.id}`;
      return wanted.type === "share"
        ? change("PATCH", path, { body: { is_shared: wanted.isShared } })
        : change("DELETE", path);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: [KEY, "views"] }),
  });
}
