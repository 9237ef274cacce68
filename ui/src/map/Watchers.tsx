import { initials } from "~/parts/Avatar";
import type { Watcher } from "./canvasStore";
import styles from "./Watchers.module.css";

/** Their initials on a disc in their colour, and for the ear whose they are: where the one they look at is a row. */
export function WatcherNames({ watchers }: { watchers: readonly Watcher[] }) {
  return watchers.map(({ name, colour }) => (
    <span key={name} className={styles["beside"]} style={{ "--watcher": colour }} title={`${name} looks at this`}>
      <span aria-hidden="true">{initials(name)}</span>
      <span className={styles["unseen"]}>, {name} looks at this</span>
    </span>
  ));
}

/** A ring around the card in the colour of the one of ours who has it selected, with their initials on it. */
export function Watchers({ watchers }: { watchers: readonly Watcher[] }) {
  const first = watchers[0];
  if (!first) return null;
  return (
    // Told in words by the list of those present, in the top bar.
    <span className={styles["ring"]} style={{ "--watcher": first.colour }} data-watched aria-hidden="true">
      <span className={styles["names"]}>
        {watchers.map(({ name, colour }) => (
          <span key={name} className={styles["name"]} style={{ "--watcher": colour }} title={`${name} looks at this`}>
            {initials(name)}
          </span>
        ))}
      </span>
    </span>
  );
}
