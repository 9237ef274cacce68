import type { ReactNode } from "react";
import styles from "./Notice.module.css";

interface NoticeProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly action?: ReactNode;
  /** Errors are announced at once; an empty list is simply there. */
  readonly urgent?: boolean;
  /** It is all there is on the page: its title is the page's heading. */
  readonly page?: boolean;
}

/** What stands in the middle of a page that has nothing else to show: empty, not found, failed. */
export function Notice({ icon, title, text, action, urgent = false, page = false }: NoticeProps) {
  const Title = page ? "h1" : "h2";
  return (
    <div className={styles["notice"]} {...(urgent ? { role: "alert" } : {})}>
      <span className={styles["icon"]} aria-hidden="true">
        {icon}
      </span>
      <Title className={styles["title"]}>{title}</Title>
      <p className={styles["text"]}>{text}</p>
      {action}
    </div>
  );
}
