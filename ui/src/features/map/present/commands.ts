import type { Command } from "../commands/command";
import type { Workspace } from "../workspace/context";

export function presentCommands({ changeView, data }: Workspace): Command[] {
  if (data.people.length === 0) return [];
  return [{ id: "view.present", section: "view", title: "Present", run: () => changeView({ present: 0 }) }];
}
