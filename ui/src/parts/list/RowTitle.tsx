import type { ReactNode } from "react";
import { Link } from "react-router";
import styles from "./RowTitle.module.css";

interface RowTitleProps {
  readonly to: string;
  readonly title: string;
  readonly mark?: ReactNode;
  /** The quiet second line. */
  readonly below?: ReactNode;
}

/** The first cell of a row: its link, with a mark before and a line below. */
export function RowTitle({ to, title, mark, below }: RowTitleProps) {
  return (
    <div className={styles["cell"]}>
      {mark}
      <div className={styles["words"]}>
        <Link className={styles["link"]} to={to}>
          {title}
        </Link>
        {below && <div className={styles["below"]}>{below}</div>}
      </div>
    </div>
  );
}
