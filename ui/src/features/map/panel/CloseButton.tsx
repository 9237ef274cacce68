import { ActionIcon } from "@mantine/core";
import { CloseIcon } from "~/icons";
import styles from "./PersonPanel.module.css";

export function CloseButton({ onClose }: { readonly onClose: () => void }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label="Close the panel"
      className={styles["tool"] ?? ""}
      onClick={onClose}
    >
      <CloseIcon size={18} />
    </ActionIcon>
  );
}
