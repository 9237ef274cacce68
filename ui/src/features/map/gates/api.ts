/** How a deal stands against the gate of a stage, moving it, and exceptions. All of it lies under the deal's key, so live events refresh it. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, get } from "~/api/http";
import type { Reply } from "~/api/types";
import { mapKeys } from "../api/map";

export type Gates = Reply<"get_gates">;
export type Gate = Gates["gates"][number];
export type StageException = NonNullable<Gates["exception"]>;
export type Outcomes = NonNullable<Gate["outcomes"]>;

export function useGates(opportunityId: string, stage: string | null) {
  return useQuery({
    queryKey: [...mapKeys.deal(opportunityId), "gates", stage],
    queryFn: ({ signal }) => get<Gates>(`/api/v1/opportunities/${opportunityId}/gates`, { stage }, signal),
    enabled: stage !== null,
  });
}

/** Runs one change of the deal's stage or its exceptions, then reads the deal anew, also when it was refused. */
function useDealChange<Input>(opportunityId: string, send: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: mapKeys.deal(opportunityId) }),
        client.invalidateQueries({ queryKey: ["opportunities"] }),
        client.invalidateQueries({ queryKey: ["exceptions"] }),
      ]),
  });
}

export function useMoveStage(opportunityId: string) {
  return useDealChange(opportunityId, ({ stage, version }: { stage: string; version: number }) =>
    change("POST", `/api/v1/opportunities/${opportunityId}/stage`, { body: { stage }, version }),
  );
}

export function useAskException(opportunityId: string) {
  return useDealChange(opportunityId, (body: { stage: string; why: string; until: string }) =>
    change("POST", `/api/v1/opportunities/${opportunityId}/exceptions`, { body }),
  );
}

export type Decision = "approve" | "refuse" | "withdraw";

export function useDecideException(opportunityId: string) {
  return useDealChange(
    opportunityId,
    ({ exception, decision, note }: { exception: StageException; decision: Decision; note: string }) =>
      change("POST", `/api/v1/exceptions/${exception.id}/${decision}`, {
        version: exception.version,
        ...(decision === "withdraw" ? {} : { body: { note } }),
      }),
  );
}
