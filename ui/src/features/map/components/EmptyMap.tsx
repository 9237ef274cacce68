import { Button, Group } from "@mantine/core";
import { PeopleIcon } from "~/icons";
import { Notice } from "~/parts/Notice";
import { useWorkspace } from "../workspace/context";

export function EmptyMap() {
  const { canEdit, openDialog } = useWorkspace();
  return (
    <Notice
      icon={<PeopleIcon size={26} />}
      title="Nobody is on this map yet"
      text="Add the people who have a say in this decision: who pays, who uses it, who can stop it. You can find contacts of the account or write down new ones."
      action={
        canEdit && (
          <Group justify="center" gap="sm">
            <Button onClick={() => openDialog("add", null)}>Add people</Button>
            <Button variant="default" onClick={() => openDialog("start", null)}>
              Start from a template or a won deal
            </Button>
          </Group>
        )
      }
    />
  );
}
