import { type ReactNode, useId, useState } from "react";
import { ChevronDownIcon, ChevronRightIcon } from "~/icons";
import styles from "./Section.module.css";

interface SectionProps {
  title: string;
  count?: number;
  /** At the right of the title. */
  aside?: ReactNode;
  children: ReactNode;
}

export function Section({ title, count, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section className={styles["section"]} aria-labelledby={id}>
      <div className={styles["head"]}>
        <h3 id={id} className={styles["title"]}>
          {title}
          {count !== undefined && <span className={styles["count"]}>{count}</span>}
        </h3>
        {aside}
      </div>
      {children}
    </section>
  );
}

interface DisclosureProps {
  title: string;
  children: ReactNode;
  openAtFirst?: boolean;
}

/** Something to open: the parts of a score, the records under them. Contents are made, and asked for, when opened. */
export function Disclosure({ title, children, openAtFirst = false }: DisclosureProps) {
  const [open, setOpen] = useState(openAtFirst);
  return (
    <div className={styles["disclosure"]}>
      <button type="button" className={styles["opener"]} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? <ChevronDownIcon size={14} /> : <ChevronRightIcon size={14} />}
        {title}
      </button>
      {open && <div className={styles["inside"]}>{children}</div>}
    </div>
  );
}
