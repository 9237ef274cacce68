import { ActionIcon } from "@mantine/core";
import { RedoIcon, UndoIcon } from "~/icons";
import { editingCommands } from "../commands/editing";
import { useWorkspace } from "../workspace/context";

const ICONS: Readonly<Record<string, typeof UndoIcon>> = { "edit.undo": UndoIcon, "edit.redo": RedoIcon };

/** One's own edits of this map, back and forth. */
export function UndoButtons() {
  const workspace = useWorkspace();
  if (!workspace.canEdit) return null;
  const buttons = editingCommands(workspace).filter(({ id }) => id in ICONS);
  return (
    <ActionIcon.Group>
      {buttons.map(({ id, title, keys, disabled, run }) => {
        const Icon = ICONS[id] as typeof UndoIcon;
        return (
          <ActionIcon
            key={id}
            variant="default"
            size={30}
            aria-label={title}
            title={`${title} (${keys})`}
            // Stays focusable: pressing undo until nothing is left would otherwise lose the focus.
            {...(disabled ? { "data-disabled": true, "aria-disabled": true } : {})}
            onClick={run}
          >
            <Icon size={16} />
          </ActionIcon>
        );
      })}
    </ActionIcon.Group>
  );
}
