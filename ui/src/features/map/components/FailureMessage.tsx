import { CloseIcon } from "~/icons";
import type { Announcer } from "../useAnnouncer";
import styles from "./FailureMessage.module.css";

/** What the server refused, in its words, until it is dismissed or has been there for a while. */
export function FailureMessage({ announcer }: { announcer: Announcer }) {
  if (announcer.failure === null) return null;
  return (
    <div className={styles["failure"]} role="alert">
      <span>{announcer.failure}</span>
      <button type="button" className={styles["dismiss"]} aria-label="Dismiss" onClick={announcer.dismiss}>
        <CloseIcon size={15} />
      </button>
    </div>
  );
}
