import { Button, Group, Modal } from "@mantine/core";
import { useWorkspace } from "../workspace/context";
import type { DialogProps } from "../workspace/requests";

export function RemoveDialog({ request: { contactId }, onClose }: DialogProps<"remove">) {
  const { byId, selected, select, edits } = useWorkspace();
  const person = byId.get(contactId);
  if (!person) return null;
  const { name } = person;
  const onConfirm = () => {
    if (selected === person) select(null);
    onClose();
    void edits.apply({ type: "remove_person", contactId });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Remove ${name} from this map?`}
      size="sm"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <p style={{ margin: "0 0 18px", color: "var(--text-2)" }}>
        {name} stays a contact, with all lines and activities. What was assessed for this deal goes into its history.
      </p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep
        </Button>
        <Button color="red.9" onClick={onConfirm}>
          Remove from map
        </Button>
      </Group>
    </Modal>
  );
}
