import { Button, Text } from "@mantine/core";
import { CheckIcon } from "~/icons";
import { useWorkspace } from "../workspace/context";

/** Opens the review: prepared questions, comments, actions. */
export function ReviewButton() {
  const { openDialog } = useWorkspace();
  return (
    <Button variant="default" size="xs" px="xs" aria-label="Review" onClick={() => openDialog("review", null)}>
      <CheckIcon size={15} />
      <Text component="span" size="xs" fw={600} visibleFrom="md" ml={6}>
        Review
      </Text>
    </Button>
  );
}
