import type { ReactNode } from "react";
import { usePageTitle } from "~/parts/usePageTitle";
import styles from "./PageHeader.module.css";

interface PageHeaderProps {
  readonly title: string;
  /** What stands before the title: an avatar, an icon. */
  readonly mark?: ReactNode;
  /** A quiet line beside or below the title. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

export function PageHeader({ title, mark, children, action }: PageHeaderProps) {
  usePageTitle(title);
  return (
    <div className={styles["header"]}>
      {mark}
      <div className={styles["words"]}>
        <h1 className={styles["title"]}>{title}</h1>
        <div className={styles["quiet"]}>{children}</div>
      </div>
      {action && <div className={styles["action"]}>{action}</div>}
    </div>
  );
}
