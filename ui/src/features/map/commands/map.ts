import { VIEW_NAMES, VIEWS } from "~/map/core/viewState";
import type { Workspace } from "../workspace/context";
import type { Command } from "./command";

/** What can be done with the map as a whole. */
export function wholeMap(workspace: Workspace): Command[] {
  const { view, changeView, canEdit, openDialog, canvas } = workspace;
  const commands: Command[] = [];
  if (canEdit)
    commands.push({ id: "map.add", section: "map", title: "Add people…", run: () => openDialog("add", null) });
  if (canEdit)
    commands.push({ id: "map.seat", section: "map", title: "Add an empty seat…", run: () => openDialog("seat", null) });
  if (canEdit)
    commands.push({
      id: "map.start",
      section: "map",
      title: "Start from a template or a won deal…",
      run: () => openDialog("start", null),
    });
  commands.push({ id: "map.fit", section: "map", title: "Fit the whole map", run: () => canvas.current?.fit() });
  for (const name of VIEWS) {
    if (view.view !== name)
      commands.push({
        id: `view.${name}`,
        section: "view",
        title: `View: ${VIEW_NAMES[name]}`,
        run: () => changeView({ view: name }),
      });
  }
  for (const [group, title] of [
    ["reporting", "Group by reporting line"],
    ["persona", "Group by persona"],
    ["department", "Group by department"],
    ["heat", "Sentiment heat"],
  ] as const) {
    if (view.group !== group)
      commands.push({ id: `view.group.${group}`, section: "view", title, run: () => changeView({ group }) });
  }
  for (const [colour, title] of [
    ["sentiment", "Colour by sentiment"],
    ["persona", "Colour by persona"],
    ["engagement", "Colour by engagement"],
    ["owner", "Colour by coverage owner"],
  ] as const) {
    if (view.colour !== colour)
      commands.push({ id: `view.colour.${colour}`, section: "view", title, run: () => changeView({ colour }) });
  }
  if (view.selected !== null)
    commands.push({
      id: "view.close",
      section: "view",
      title: "Close the panel",
      keys: "Esc",
      run: () => changeView({ selected: null }),
    });
  commands.push({
    id: "map.palette",
    section: "map",
    title: "All commands…",
    keys: "Ctrl+K",
    hotkeys: ["Mod+K"],
    everywhere: true,
    run: () => openDialog("palette", null),
  });
  return commands;
}
