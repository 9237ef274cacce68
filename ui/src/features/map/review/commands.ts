import type { Command } from "../commands/command";
import type { Workspace } from "../workspace/context";

/** Reviewing the deal, from the palette as from the top bar. */
export function reviewCommands({ openDialog }: Workspace): Command[] {
  return [{ id: "deal.review", section: "map", title: "Review the deal…", run: () => openDialog("review", null) }];
}
