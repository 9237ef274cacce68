import { Button } from "@mantine/core";
import { countsInWords, countsOf } from "~/map/core/since";
import { useWorkspace } from "../workspace/context";
import styles from "./since.module.css";
import { sinceWords, useComparison } from "./useSince";

/** Says what the marks on the map are measured from, and how much there is of each. */
export function SinceBanner() {
  const { view, changeView } = useWorkspace();
  const comparison = useComparison();
  if (view.since === null) return null;
  return (
    <div className={styles["banner"]} role="status">
      <p>
        <strong>Since {sinceWords(view.since)}:</strong>{" "}
        {comparison ? countsInWords(countsOf(comparison)) : "reading the map of that time"}
      </p>
      {view.selected !== null && (
        <Button size="compact-sm" variant="default" onClick={() => changeView({ selected: null })}>
          List
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={() => changeView({ since: null })}>
        Stop comparing
      </Button>
    </div>
  );
}
