import { Button } from "@mantine/core";
import { PresentPeople } from "../presence/PresentPeople";
import { useWorkspace } from "../workspace/context";
import { StageButton } from "./StageButton";
import styles from "./StageButton.module.css";

/** On a phone the top bar has no room for these two. */
export function PhoneBar() {
  const { openDialog } = useWorkspace();
  return (
    <div className={styles["phoneBar"]}>
      <StageButton />
      <Button variant="default" size="xs" onClick={() => openDialog("review", null)}>
        Review
      </Button>
      <PresentPeople />
    </div>
  );
}
