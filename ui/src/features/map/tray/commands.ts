import type { Command } from "../commands/command";
import type { Workspace } from "../workspace/context";

/** The list of contacts beside the map, to drag from. */
export function trayCommands({ view, changeView, canEdit }: Workspace): Command[] {
  if (!canEdit) return [];
  return [
    {
      id: "map.tray",
      section: "map",
      title: view.tray ? "Close the list of contacts" : "List contacts who are not on the map",
      run: () => changeView(view.tray ? { tray: false } : { tray: true, selected: null }),
    },
  ];
}
