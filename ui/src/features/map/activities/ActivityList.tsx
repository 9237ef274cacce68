import { formatMoment } from "~/parts/format";
import styles from "./ActivitiesView.module.css";
import { type Activity, SIDE_NAMES, sideOf } from "./filter";

interface ActivityListProps {
  readonly activities: readonly Activity[];
  readonly onOpen: (activity: Activity) => void;
}

/** One person's lane in words, the latest first. */
export function ActivityList({ activities, onOpen }: ActivityListProps) {
  return (
    <ol className={styles["list"]} aria-label="The same in words">
      {[...activities].reverse().map((each) => (
        <li key={each.id}>
          <button type="button" className={styles["item"]} onClick={() => onOpen(each)}>
            <strong>{each.subject || each.kind}</strong>
            <span className={styles["help"]}>
              {formatMoment(each.occurred_at)} · {each.kind} · {SIDE_NAMES[sideOf(each)].toLowerCase()}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
