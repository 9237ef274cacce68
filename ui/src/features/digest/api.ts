import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, get } from "~/api/http";
import type { Reply } from "~/api/types";

const KEY = ["digest"] as const;

export function useDigestChoice() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<Reply<"get_digest_choice">>("/api/v1/digest", {}, signal),
  });
}

export function useDigestPreview() {
  return useQuery({
    queryKey: [...KEY, "preview"],
    queryFn: ({ signal }) => get<Reply<"get_digest_preview">>("/api/v1/digest/preview", {}, signal),
  });
}

export function useChooseDay() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (weekday: number | null) =>
      change<Reply<"choose_digest_day">>("PUT", "/api/v1/digest", { body: { weekday } }),
    onSuccess: (choice) => queryClient.setQueryData(KEY, choice),
  });
}
