/** Links that show the map to people without an account. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, get } from "~/api/http";
import type { components } from "~/api/schema";
import type { Reply } from "~/api/types";

export type ShareLink = Reply<"list_share_links">[number];
export type Wish = components["schemas"]["ShareLinkIn"];

const API = "/api/v1";
const linksKey = (deal: string) => ["share-links", deal] as const;

export function useShareLinks(deal: string) {
  return useQuery({
    queryKey: linksKey(deal),
    queryFn: ({ signal }) => get<ShareLink[]>(`${API}/opportunities/${deal}/share-links`, {}, signal),
  });
}

export function useLooks(link: string) {
  return useQuery({
    queryKey: ["share-looks", link],
    queryFn: ({ signal }) => get<Reply<"list_share_looks">>(`${API}/share-links/${link}/looks`, { limit: 20 }, signal),
  });
}

export function useMakeLink(deal: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: Wish) =>
      change<Reply<"make_share_link">>("POST", `${API}/opportunities/${deal}/share-links`, { body: wish }),
    onSuccess: () => client.invalidateQueries({ queryKey: linksKey(deal) }),
  });
}

export function useRevokeLink(deal: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (link: string) => change<undefined>("DELETE", `${API}/share-links/${link}`),
    onSuccess: () => client.invalidateQueries({ queryKey: linksKey(deal) }),
  });
}
