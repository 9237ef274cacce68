import { Button, Text } from "@mantine/core";
import { ShareIcon } from "~/icons";
import { useWorkspace } from "../workspace/context";

/** Opens the links to this map; only for those who may work on the deal. */
export function ShareButton() {
  const { data, openDialog } = useWorkspace();
  if (!data.opportunity.can_edit) return null;
  return (
    <Button size="xs" px="xs" aria-label="Share" onClick={() => openDialog("share", null)}>
      <ShareIcon size={15} />
      <Text component="span" size="xs" fw={600} visibleFrom="md" ml={6}>
        Share
      </Text>
    </Button>
  );
}
