import type { ReactNode } from "react";
import styles from "./Facts.module.css";

export interface Fact {
  readonly label: string;
  /** Null, undefined, false or "": not known, which is shown as such. */
  readonly value: ReactNode;
  /** The words for "nothing there"; an assessment nobody made is "Not assessed". */
  readonly none?: string;
}

/** Label and value, one below the other. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles["facts"]}>
      {facts.map(({ label, value, none = "Not known" }) => {
        const unknown = value === null || value === undefined || value === false || value === "";
        return (
          <div key={label} className={styles["fact"]}>
            <dt>{label}</dt>
            <dd data-unknown={unknown}>{unknown ? none : value}</dd>
          </div>
        );
      })}
    </dl>
  );
}
