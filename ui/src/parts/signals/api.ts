/** Signals: reading lists of them, and what one does with one. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, get, type Query } from "~/api/http";
import type { Page, Reply } from "~/api/types";

export type Signal = Reply<"list_signals">["items"][number];
export type Conversation = Reply<"get_conversations">["items"][number];

export function readSignals(query: Query, signal: AbortSignal): Promise<Page<Signal>> {
  return get<Page<Signal>>("/api/v1/signals", query, signal);
}

export function useSignals(query: Query) {
  return useQuery({ queryKey: ["signals", query], queryFn: ({ signal }) => readSignals(query, signal) });
}

export type Turn =
  | { readonly what: "snooze"; readonly until: string }
  | { readonly what: "act"; readonly note: string }
  | { readonly what: "dismiss"; readonly reason: string }
  | { readonly what: "reopen" };

interface Wanted {
  readonly signal: Signal;
  readonly turn: Turn;
  readonly done?: () => void;
}

/** Runs one turn in the life of a signal, then reads every list of signals anew, also when it was refused. */
export function useTurn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ signal, turn }: Wanted) => {
      const { what, ...body } = turn;
      return change<Signal>("POST", `/api/v1/signals/${signal.id}/${what}`, { body });
    },
    // Here and not where it is called: what was done may take the row away, and what it says must not go with it.
    onSuccess: (_answer, { done }) => done?.(),
    onSettled: (_answer, _error, { signal }) =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["signals"] }),
        client.invalidateQueries({ queryKey: ["map", signal.opportunity.id, "signals"] }),
      ]),
  });
}

/** A week from now, in the morning. */
export function inDays(days: number, now = new Date()): string {
  const then = new Date(now);
  then.setDate(then.getDate() + days);
  then.setHours(7, 0, 0, 0);
  return then.toISOString();
}
