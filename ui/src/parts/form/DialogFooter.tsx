import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";

interface DialogFooterProps {
  /** Without it there is nothing to delete: what the dialog shows is new. */
  readonly onDelete?: (() => void) | undefined;
  readonly pending: boolean;
  readonly children: ReactNode;
}

/** The end of a dialog that changes one thing: deleting it at the left, what else there is at the right. */
export function DialogFooter({ onDelete, pending, children }: DialogFooterProps) {
  return (
    <Group justify="space-between">
      {onDelete ? (
        <Button variant="subtle" color="var(--danger)" loading={pending} onClick={onDelete}>
          Delete
        </Button>
      ) : (
        <span />
      )}
      <Group>{children}</Group>
    </Group>
  );
}
