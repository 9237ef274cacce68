import { Loader } from "@mantine/core";
import { messageOf } from "~/api/errors";
import type { Signal } from "~/parts/signals/api";
import { SignalItem } from "~/parts/signals/SignalItem";
import lens from "../lens/LensPanel.module.css";
import { useWorkspace } from "../workspace/context";
import { useDealSignals } from "./api";
import styles from "./side.module.css";

/** The signals of the deal that somebody may still do something about. */
export function SignalsTab() {
  const { data } = useWorkspace();
  const found = useDealSignals(data.opportunity.id);
  if (found.isError) return <p role="alert">{messageOf(found.error)}</p>;
  if (!found.data) return <Loader size="sm" m="lg" />;
  const open = found.data.items.filter(({ state }) => state === "open");
  const later = found.data.items.filter(({ state }) => state !== "open");
  return (
    <>
      {open.length === 0 && <p className={lens["about"]}>Nothing needs attention on this deal now.</p>}
      <Signals signals={open} name="Open signals" />
      {later.length > 0 && (
        <>
          <h3 className={styles["subtitle"]}>Snoozed and acted on</h3>
          <Signals signals={later} name="Snoozed and acted on" />
        </>
      )}
    </>
  );
}

function Signals({ signals, name }: { readonly signals: readonly Signal[]; readonly name: string }) {
  const { byId, find, say } = useWorkspace();
  if (signals.length === 0) return null;
  return (
    <ul className={styles["list"]} aria-label={name}>
      {signals.map((signal) => {
        const person = signal.contact_ids.find((id) => byId.has(id));
        return (
          <li key={signal.id}>
            <SignalItem signal={signal} onDone={say} onShow={person ? () => find(person) : undefined} />
          </li>
        );
      })}
    </ul>
  );
}
