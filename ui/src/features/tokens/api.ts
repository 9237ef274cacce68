import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, get } from "~/api/http";
import type { components } from "~/api/schema";
import type { Reply } from "~/api/types";

export type ApiToken = components["schemas"]["TokenOut"];
type TokenWish = components["schemas"]["TokenIn"];

const KEY = ["tokens"] as const;

export function useTokens() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<Reply<"list_tokens">>("/api/v1/tokens", {}, signal),
  });
}

export function useMakeToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wish: TokenWish) => change<Reply<"create_token">>("POST", "/api/v1/tokens", { body: wish }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}

export function useRevokeToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => change<undefined>("DELETE", `/api/v1/tokens/${id}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}
