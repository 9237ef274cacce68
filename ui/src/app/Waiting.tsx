import { Loader } from "@mantine/core";
import styles from "./Waiting.module.css";

/** In place of everything, until it is known who is here and what to show. */
export function Waiting() {
  return (
    <div className={styles["waiting"]}>
      <Loader aria-label="Loading" />
    </div>
  );
}
