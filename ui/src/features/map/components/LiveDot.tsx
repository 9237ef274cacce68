import type { LiveState } from "../api/live";
import { useWorkspace } from "../workspace/context";
import styles from "./LiveDot.module.css";

const LIVE: Record<LiveState, { word: string; title: string } | null> = {
  off: null,
  connecting: { word: "Connecting", title: "Asking for live changes" },
  live: { word: "Live", title: "Changes by others appear here by themselves" },
  lost: {
    word: "Not live",
    title: "The connection for live changes was lost; trying again. Reload to see the newest.",
  },
};

/** Whether changes by others arrive by themselves; an earlier moment does not change. */
export function LiveDot() {
  const { live: state, view } = useWorkspace();
  const words = LIVE[state];
  if (!words || view.at !== null) return null;
  return (
    <span className={styles["live"]} data-live={state} title={words.title}>
      <span className={styles["dot"]} aria-hidden="true" />
      <span className={styles["liveWord"]}>{words.word}</span>
    </span>
  );
}
