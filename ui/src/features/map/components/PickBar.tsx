import { Button, CloseButton } from "@mantine/core";
import { countOf } from "~/map/core/bulk";
import { pickedCommands } from "../commands/picking";
import { useWorkspace } from "../workspace/context";
import styles from "./PickBar.module.css";

const SHORT: Readonly<Record<string, string>> = {
  "picks.personas": "Personas",
  "picks.owner": "Owner",
  "picks.manager": "Manager",
  "picks.pin": "Pin",
  "picks.unpin": "Unpin",
  "picks.remove": "Remove",
};

/** What can be done with the people chosen together; there while somebody is. */
export function PickBar() {
  const workspace = useWorkspace();
  const { picked, clearPicks } = workspace.picks;
  if (picked.length === 0 || !workspace.canEdit) return null;
  return (
    <section className={styles["bar"]} aria-label="Selection">
      <span className={styles["count"]} role="status">
        {countOf(picked)} selected
      </span>
      {pickedCommands(workspace)
        .filter(({ disabled }) => !disabled)
        .map(({ id, title, danger, run }) => (
          <Button
            key={id}
            size="xs"
            variant="default"
            aria-label={title}
            title={title}
            onClick={run}
            {...(danger ? { c: "var(--danger)" } : {})}
          >
            {SHORT[id] ?? title}
          </Button>
        ))}
      <CloseButton size={28} aria-label="Clear the selection" title="Clear the selection (Esc)" onClick={clearPicks} />
    </section>
  );
}
