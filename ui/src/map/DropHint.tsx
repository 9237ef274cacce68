import { useCanvas } from "./canvasStore";
import styles from "./MapCanvas.module.css";

/** What letting go, or Enter, would do now. */
export function DropHint({ nameOf, dragged }: { nameOf: (id: string) => string; dragged: string | null }) {
  const drop = useCanvas((state) => state.drop);
  const moving = useCanvas((state) => state.moving);
  const who = moving ?? dragged;
  if (who === null || (drop === null && moving === null)) return null;
  return (
    <div className={styles["hint"]} data-refused={Boolean(drop?.refusal) || undefined}>
      {drop === null
        ? `Choose the new manager of ${nameOf(who)}: arrows or a name, Enter to move, Escape to cancel`
        : (drop.refusal ?? `${nameOf(who)} will report to ${nameOf(drop.contactId)}`)}
    </div>
  );
}
