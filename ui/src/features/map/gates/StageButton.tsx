import { ChevronDownIcon } from "~/icons";
import { useWorkspace } from "../workspace/context";
import styles from "./StageButton.module.css";

/** The deal's stage; for who may edit it, the way to move it on. */
export function StageButton() {
  const { data, canEdit, openDialog } = useWorkspace();
  const { stage } = data.opportunity;
  if (!canEdit)
    return (
      <span className={styles["stage"]} data-outcome={stage.outcome}>
        {stage.name}
      </span>
    );
  return (
    <button
      type="button"
      className={styles["stage"]}
      data-outcome={stage.outcome}
      aria-haspopup="dialog"
      aria-label={`Stage: ${stage.name}. Move the deal`}
      onClick={() => openDialog("stage", null)}
    >
      <span className={styles["name"]}>{stage.name}</span>
      <ChevronDownIcon size={13} />
    </button>
  );
}
