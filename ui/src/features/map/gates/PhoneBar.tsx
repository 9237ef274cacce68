import { ActionIcon } from "@mantine/core";
import { DotsIcon } from "~/icons";
import { ExportMenu } from "../export/ExportMenu";
import { LensButton } from "../lens/LensButton";
import { PresentPeople } from "../presence/PresentPeople";
import { ReviewButton } from "../review/ReviewButton";
import { useWorkspace } from "../workspace/context";
import { StageButton } from "./StageButton";
import styles from "./StageButton.module.css";

/** On a phone the top bar has no room for these, and no key opens the list of commands. */
export function PhoneBar() {
  const { openDialog, phone } = useWorkspace();
  if (!phone) return null;
  return (
    <div className={styles["phoneBar"]}>
      <StageButton />
      <ReviewButton />
      <LensButton />
      <ExportMenu />
      <ActionIcon
        variant="default"
        size={30}
        aria-label="All commands"
        title="All commands"
        onClick={() => openDialog("palette", null)}
      >
        <DotsIcon size={17} />
      </ActionIcon>
      <PresentPeople />
    </div>
  );
}
