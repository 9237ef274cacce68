import { Modal } from "@mantine/core";
import { formatMoment } from "~/parts/format";
import styles from "./ActivitiesView.module.css";
import type { Activity } from "./filter";

/** When, how long, and who took part in which role. */
export function ActivityDialog({ activity, onClose }: { readonly activity: Activity; readonly onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={activity.subject || activity.kind}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <p className={styles["help"]}>
        {formatMoment(activity.occurred_at)} · {activity.kind}
        {activity.duration_minutes !== null && ` · ${activity.duration_minutes} minutes`}
      </p>
      <ul className={styles["takers"]}>
        {activity.participants.map((taker) => (
          <li key={`${taker.role}:${taker.contact?.id ?? taker.user?.id ?? taker.address}`}>
            {taker.contact?.name ?? taker.user?.name ?? taker.address} ({taker.role}
            {taker.response && `, ${taker.response.replace("_", " ")}`})
          </li>
        ))}
      </ul>
    </Modal>
  );
}
