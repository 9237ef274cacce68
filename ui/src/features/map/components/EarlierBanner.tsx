import { Button } from "@mantine/core";
import { ClockIcon } from "~/icons";
import { formatDay, formatMoment } from "~/parts/format";
import { useWorkspace } from "../workspace/context";
import styles from "./EarlierBanner.module.css";

/** Says plainly that this is the past, so that nobody acts on an old map. */
export function EarlierBanner() {
  const { view, changeView } = useWorkspace();
  const { at } = view;
  if (at === null) return null;
  return (
    <div className={styles["banner"]} role="status">
      <ClockIcon size={17} />
      <p>
        <strong>The map as of {at.length === 10 ? formatDay(at, new Date(0)) : formatMoment(at)}.</strong> Only what was
        recorded by then is shown, and nothing can be changed.
      </p>
      <Button size="compact-sm" variant="default" onClick={() => changeView({ at: null })}>
        Back to now
      </Button>
    </div>
  );
}
