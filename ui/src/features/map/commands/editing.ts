import type { Workspace } from "../workspace/context";
import type { Command } from "./command";

/** One's own edits, back and forth. */
export function editingCommands({ edits, canEdit }: Workspace): Command[] {
  if (!canEdit) return [];
  const { undoable, redoable } = edits;
  return [
    {
      id: "edit.undo",
      section: "map",
      title: undoable === null ? "Undo" : `Undo: ${undoable}`,
      keys: "Ctrl+Z",
      hotkeys: ["Mod+Z"],
      disabled: undoable === null,
      run: () => void edits.undo(),
    },
    {
      id: "edit.redo",
      section: "map",
      title: redoable === null ? "Redo" : `Redo: ${redoable}`,
      keys: "Ctrl+Shift+Z",
      hotkeys: ["Mod+Shift+Z", "Mod+Y"],
      disabled: redoable === null,
      run: () => void edits.redo(),
    },
  ];
}
