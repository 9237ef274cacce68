import type { Command } from "../commands";
import type { Workspace } from "../workspace/context";

export function shareCommands({ data, openDialog }: Workspace): Command[] {
  if (!data.opportunity.can_edit) return [];
  return [{ id: "map.share", section: "map", title: "Share by a link…", run: () => openDialog("share", null) }];
}
