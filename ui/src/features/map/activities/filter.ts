/** Which activities are looked at. The kind is asked of the server; who led it and whose side it was is read from each. */

import type { Reply } from "~/api/types";

export type Activity = Reply<"list_activities">["items"][number];
export type Kind = Activity["kind"];
export type Side = "both" | "theirs" | "ours";

export const KIND_NAMES: Readonly<Record<Kind, string>> = {
  email: "E-mails",
  meeting: "Meetings",
  call: "Calls",
  content: "Content views",
  document: "Documents",
  forward: "Forwards",
  support: "Support cases",
};

export const SIDE_NAMES: Readonly<Record<Side, string>> = {
  theirs: "They acted",
  ours: "We did",
  both: "Met or spoke",
};

export function sideOf({ kind, direction }: Pick<Activity, "kind" | "direction">): Side {
  if (kind === "meeting" || kind === "call") return "both";
  return direction === "outbound" ? "ours" : "theirs";
}

/** By the contact who took part, and only those of the side asked for; what was recorded after `known` is not there. */
export function lanesOf(
  items: readonly Activity[],
  { side, known }: { side: Side | null; known: string | null },
): ReadonlyMap<string, readonly Activity[]> {
  const lanes = new Map<string, Activity[]>();
  for (const each of items) {
    if (known !== null && Date.parse(each.recorded_at) > Date.parse(known)) continue;
    if (side !== null && sideOf(each) !== side) continue;
    for (const contact of new Set(each.participants.flatMap((taker) => taker.contact?.id ?? [])))
      lanes.set(contact, [each, ...(lanes.get(contact) ?? [])]);
  }
  return lanes;
}

const DAY = 86_400_000;

/** Midnight to midnight; null where the dates do not make a span. */
export function spanOf(from: string, to: string): { start: number; end: number } | null {
  const start = Date.parse(`${from}T00:00:00Z`);
  const end = Date.parse(`${to}T00:00:00Z`) + DAY;
  return Number.isFinite(start) && Number.isFinite(end) && start < end ? { start, end } : null;
}
