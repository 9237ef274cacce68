import { useWorkspace } from "../workspace/context";
import type { Gates } from "./api";
import styles from "./gates.module.css";

interface StalledListProps {
  readonly stalled: Gates["stalled"];
  readonly onClose: () => void;
}

/** Who was added and never answered: counts for nothing, so take them off or find another way to them. */
export function StalledList({ stalled, onClose }: StalledListProps) {
  const { find, canEdit, openDialog } = useWorkspace();
  if (stalled.length === 0) return null;
  return (
    <details className={styles["details"]}>
      <summary>Stalled, and counted for nothing ({stalled.length})</summary>
      <ul className={styles["plain"]}>
        {stalled.map((person) => (
          <li key={person.id} className={styles["person"]}>
            <button
              type="button"
              className={styles["link"]}
              onClick={() => {
                onClose();
                find(person.id);
              }}
            >
              {person.name}
            </button>
            <span>{person.reason}</span>
            {canEdit && (
              <button
                type="button"
                className={styles["link"]}
                aria-label={`Remove ${person.name} from the map`}
                onClick={() => openDialog("remove", { contactId: person.id })}
              >
                Remove…
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
