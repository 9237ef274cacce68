import { Button } from "@mantine/core";
import { SecretBox } from "./SecretBox";
import styles from "./SecretShown.module.css";

interface SecretShownProps {
  readonly secret: string;
  /** That it is shown this once, and what to do when it gets lost. */
  readonly text: string;
  readonly onClose: () => void;
}

/** The last step of a dialog that made a secret. */
export function SecretShown({ secret, text, onClose }: SecretShownProps) {
  return (
    <>
      <p className={styles["text"]}>{text}</p>
      <SecretBox secret={secret} />
      <div className={styles["footer"]}>
        <Button onClick={onClose}>Done</Button>
      </div>
    </>
  );
}
