import { countOf, pinAll, removeAll } from "~/map/core/bulk";
import type { MapData, Person } from "~/map/core/types";
import { keepsPins } from "~/map/core/viewState";
import type { Workspace } from "../workspace/context";
import type { Command } from "./command";

/** What is done to several people at once, and how they are chosen. */
export function pickingCommands(workspace: Workspace): Command[] {
  const { data, matched, picks, canEdit } = workspace;
  const { picked, pick, clearPicks } = picks;
  if (!canEdit) return [];
  const everybody = data.people.map((person) => person.contact_id).filter((id) => matched?.has(id) ?? true);
  const all: Command = {
    id: "picks.all",
    section: "map",
    title: matched === null ? "Select everybody" : "Select everybody who matches the filters",
    keys: "Ctrl+A",
    hotkeys: ["Mod+A"],
    run: () => pick(everybody, "only"),
  };
  if (picked.length === 0) return [all];
  const clear: Command = {
    id: "picks.clear",
    section: "map",
    title: "Clear the selection",
    keys: "Esc",
    run: clearPicks,
  };
  return [all, ...pickedCommands(workspace), clear];
}

/** One action on all who are chosen, in the order of the bar. */
export function pickedCommands({ data, view, picks, openDialog, edits }: Workspace): Command[] {
  const { picked, clearPicks } = picks;
  const who = countOf(picked);
  const section = "map";
  return [
    {
      id: "picks.personas",
      section,
      title: `Personas of ${who}…`,
      run: () => openDialog("bulk", { field: "personas" }),
    },
    {
      id: "picks.owner",
      section,
      title: `Coverage owner of ${who}…`,
      run: () => openDialog("bulk", { field: "owner" }),
    },
    { id: "picks.manager", section, title: `Manager of ${who}…`, run: () => openDialog("bulk", { field: "manager" }) },
    ...(keepsPins(view)
      ? [
          pinPicks("Pin", true, picked, data.layout.boxes, edits),
          pinPicks("Unpin", false, picked, data.layout.boxes, edits),
        ]
      : []),
    {
      id: "picks.remove",
      section,
      title: `Remove ${who} from the map`,
      danger: true,
      run: () => {
        // No question asked: one press of undo brings all of them back as they were.
        void edits.applyAll(removeAll(picked), `Remove ${who}`);
        clearPicks();
      },
    },
  ];
}

function pinPicks(
  verb: string,
  pinned: boolean,
  picked: readonly Person[],
  boxes: MapData["layout"]["boxes"],
  edits: Workspace["edits"],
): Command {
  const changes = pinAll(picked, boxes, pinned);
  const title = `${verb} ${countOf(picked)}`;
  return {
    id: `picks.${verb.toLowerCase()}`,
    section: "map",
    title,
    disabled: changes.length === 0,
    run: () => void edits.applyAll(changes, title),
  };
}

/** Choosing one person with the keyboard or the menu. */
export function pickOne({ picks, canEdit }: Workspace, person: Person): Command[] {
  if (!canEdit) return [];
  const id = person.contact_id;
  return [
    {
      id: "person.pick",
      section: "person",
      title: picks.isPicked(id) ? "Take out of the selection" : "Select, to change several together",
      keys: "Ctrl+Space",
      hotkeys: ["Mod+ "],
      run: () => picks.pick([id], "toggle"),
    },
  ];
}
