/** The others who look at the same deal: what the event stream says of them, and what is made of it. */

import type { Watcher } from "~/map/canvasStore";
import { userHue } from "~/parts/UserName";

export interface Present {
  userId: string;
  name: string;
  /** The contact they have selected. */
  selected: string | null;
}

interface PresenceEvent {
  opportunity_id: string;
  payload: { people: readonly { user_id: string; name: string; selected: string | null }[] };
}

/** Everybody of one event but ourselves. */
export function othersIn(text: string, opportunityId: string, me: string): readonly Present[] | null {
  const event = JSON.parse(text) as PresenceEvent;
  if (event.opportunity_id !== opportunityId) return null;
  return event.payload.people
    .filter((each) => each.user_id !== me)
    .map((each) => ({ userId: each.user_id, name: each.name, selected: each.selected }));
}

/** Who came and who left, in words; empty for nobody. */
export function comings(before: readonly Present[], after: readonly Present[]): string {
  const missing = (from: readonly Present[], than: readonly Present[]) =>
    than.filter((each) => !from.some((one) => one.userId === each.userId)).map((each) => each.name);
  const said = (names: string[], one: string, many: string) =>
    names.length === 0 ? [] : [`${names.join(", ")} ${names.length === 1 ? one : many}`];
  return [
    ...said(missing(before, after), "is here now.", "are here now."),
    ...said(missing(after, before), "has left.", "have left."),
  ].join(" ");
}

export function watchersOf(present: readonly Present[]): ReadonlyMap<string, readonly Watcher[]> {
  const found = new Map<string, Watcher[]>();
  for (const { name, selected } of present) {
    if (selected === null) continue;
    found.set(selected, [...(found.get(selected) ?? []), { name, colour: userHue(name) }]);
  }
  return found;
}
