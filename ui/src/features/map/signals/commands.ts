import type { Person } from "~/map/core/types";
import { SIDE_NAMES, SIDES } from "~/map/core/viewState";
import type { Command } from "../commands/command";
import type { Workspace } from "../workspace/context";

/** What to do about the deal, beside the map. */
export function sideCommands({ view, changeView }: Workspace): Command[] {
  if (view.at !== null) return [];
  return SIDES.filter((side) => side !== view.side).map((side) => ({
    id: `side.${side}`,
    section: "view",
    title: `Show: ${SIDE_NAMES[side]}`,
    run: () => changeView({ side, selected: null }),
  }));
}

export function whatIfOf({ view, changeView }: Workspace, person: Person): Command[] {
  if (view.at !== null || person.status === "left") return [];
  return [
    {
      id: "person.whatif",
      section: "person",
      title: "What if they leave or turn…",
      run: () => changeView({ side: "whatif", about: person.contact_id, selected: null }),
    },
  ];
}
