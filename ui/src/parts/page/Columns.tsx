import type { ReactNode } from "react";
import styles from "./RecordPage.module.css";

/** A wide and a narrow column; one below the other on narrow screens. */
export function Columns({ main, side }: { readonly main: ReactNode; readonly side: ReactNode }) {
  return (
    <div className={styles["columns"]}>
      <div className={styles["column"]}>{main}</div>
      <div className={styles["column"]}>{side}</div>
    </div>
  );
}
