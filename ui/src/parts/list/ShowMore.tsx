import { Button } from "@mantine/core";
import styles from "./ShowMore.module.css";

interface ShowMoreProps {
  readonly shown: number;
  readonly total: number;
  /** How many come at once. */
  readonly step: number;
  /** What they are, in the plural. */
  readonly noun: string;
  readonly loading?: boolean;
  readonly onMore: () => void;
}

/** The next of a long list, on wish. Nothing when all of it is there. */
export function ShowMore({ shown, total, step, noun, loading = false, onMore }: ShowMoreProps) {
  if (shown >= total) return null;
  return (
    <div className={styles["more"]}>
      <Button variant="default" size="compact-sm" loading={loading} onClick={onMore}>
        {total - shown <= step ? `Show the other ${total - shown}` : `Show ${step} more`} of {total} {noun}
      </Button>
    </div>
  );
}
