/** Who of ours works on an account. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, get } from "~/api/http";
import type { components } from "~/api/schema";
import type { Reply } from "~/api/types";

export type Member = Reply<"list_account_team">[number];

export function useTeam(accountId: string) {
  return useQuery({
    queryKey: ["accounts", "team", accountId],
    queryFn: ({ signal }) => get<readonly Member[]>(`/api/v1/accounts/${accountId}/team`, {}, signal),
  });
}

interface Part {
  readonly userId: string;
  /** Null: take them off. */
  readonly part: components["schemas"]["MemberIn"] | null;
}

export function useChangeTeam(accountId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, part }: Part) => {
      const path = `/api/v1/accounts/${accountId}/team/${userId}`;
      return part ? change("PUT", path, { body: part }) : change("DELETE", path);
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["accounts", "team", accountId] }),
  });
}
