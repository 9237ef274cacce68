import { Button, Group, Modal } from "@mantine/core";
import { useWorkspace } from "../workspace/context";
import type { DialogProps } from "../workspace/requests";

/** Out of the account, which is another thing than off this map: it holds on every map they stand on. */
export function LeaveDialog({ request: { contactId }, onClose }: DialogProps<"leave">) {
  const { byId, edits } = useWorkspace();
  const person = byId.get(contactId);
  if (!person) return null;
  const company = person.account?.name ?? "their company";
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Has ${person.name} left ${company}?`}
      size="sm"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <p style={{ margin: "0 0 18px", color: "var(--text-2)" }}>
        They hold no role any more on this and every other map, where they stay marked as left, with their past. To take
        them off this map alone, choose “Remove from map”.
      </p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep
        </Button>
        <Button
          color="red.9"
          onClick={() => {
            onClose();
            void edits.apply({ type: "edit_person", contactId, fields: { status: "left" } });
          }}
        >
          Has left
        </Button>
      </Group>
    </Modal>
  );
}
