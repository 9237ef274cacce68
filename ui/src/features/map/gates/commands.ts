import type { Command } from "../commands/command";
import type { Workspace } from "../workspace/context";

/** Moving the deal on, from the palette as from its stage. */
export function stageCommands({ canEdit, openDialog }: Workspace): Command[] {
  if (!canEdit) return [];
  return [
    { id: "deal.stage", section: "map", title: "Move the deal to a stage…", run: () => openDialog("stage", null) },
  ];
}
