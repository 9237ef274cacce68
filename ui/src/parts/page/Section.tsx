import { type ReactNode, useId } from "react";
import { formatCount } from "../format";
import styles from "./Section.module.css";

interface SectionProps {
  readonly title: string;
  readonly count?: number | undefined;
  readonly action?: ReactNode;
  readonly children: ReactNode;
  /** Tables reach the card's edges; words keep their distance. */
  readonly flush?: boolean;
}

/** A card with a heading: one subject of a page. */
export function Section({ title, count, action, children, flush = false }: SectionProps) {
  const id = useId();
  return (
    <section className={styles["section"]} aria-labelledby={id}>
      <div className={styles["head"]}>
        <h2 id={id} className={styles["title"]}>
          {title}
        </h2>
        {count !== undefined && <span className={styles["count"]}>{formatCount(count)}</span>}
        <div className={styles["action"]}>{action}</div>
      </div>
      <div className={flush ? undefined : styles["body"]}>{children}</div>
    </section>
  );
}
