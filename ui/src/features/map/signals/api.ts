/** What to do about a deal. All of it lies under the deal's key, so live events refresh it. */

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { change, get } from "~/api/http";
import type { Reply } from "~/api/types";
import { readSignals } from "~/parts/signals/api";
import { mapKeys } from "../api/map";

export type WhatIf = Reply<"get_what_if">;
export type Happening = "leaves" | "opposed" | "won_over";

export function useDealSignals(opportunityId: string) {
  return useQuery({
    queryKey: [...mapKeys.deal(opportunityId), "signals"],
    queryFn: ({ signal }) => readSignals({ opportunity_id: opportunityId, state: "live", limit: 100 }, signal),
  });
}

export function useConversations(opportunityId: string) {
  return useQuery({
    queryKey: [...mapKeys.deal(opportunityId), "conversations"],
    queryFn: ({ signal }) =>
      get<Reply<"get_conversations">>(`/api/v1/opportunities/${opportunityId}/conversations`, {}, signal),
  });
}

/** A read, though it is sent: nothing is stored. */
export function useWhatIf(opportunityId: string, contactId: string | null, what: Happening) {
  const asked = what === "opposed" ? { what: "turns", word: "opposed" } : { what };
  return useQuery({
    queryKey: [...mapKeys.deal(opportunityId), "what-if", contactId, what],
    queryFn: () =>
      change<WhatIf>("POST", `/api/v1/opportunities/${opportunityId}/what-if`, {
        body: { changes: [{ contact_id: contactId, ...asked }] },
      }),
    enabled: contactId !== null,
    placeholderData: keepPreviousData,
  });
}
