import { AlertIcon, CheckIcon } from "~/icons";
import { personaName } from "~/map/core/words";
import { useWorkspace } from "../workspace/context";
import type { Gate } from "./api";
import styles from "./gates.module.css";
import { sayOutcomes } from "./outcomes";

interface GateListProps {
  readonly gates: readonly Gate[];
  readonly onClose: () => void;
}

/** Each condition, met or not, with the people it is about. */
export function GateList({ gates, onClose }: GateListProps) {
  return (
    <ul className={styles["list"]} aria-label="Conditions">
      {gates.map((gate) => (
        <GateItem key={gate.rule_id} gate={gate} onClose={onClose} />
      ))}
    </ul>
  );
}

function GateItem({ gate, onClose }: { readonly gate: Gate; readonly onClose: () => void }) {
  const { find, data, canEdit, openDialog } = useWorkspace();
  const state = gate.met ? "met" : gate.waived ? "waived" : "unmet";
  const outcomes = sayOutcomes(gate.outcomes);
  const show = (contactId: string) => {
    onClose();
    find(contactId);
  };
  return (
    <li className={styles["item"]} data-state={state}>
      <span className={styles["mark"]} aria-hidden="true">
        {gate.met ? <CheckIcon size={15} /> : <AlertIcon size={15} />}
      </span>
      <div className={styles["body"]}>
        <div className={styles["label"]}>{gate.label}</div>
        <div className={styles["state"]}>
          {gate.met ? "Met" : gate.waived ? `Waived. ${gate.missing}` : gate.missing}
        </div>
        {!gate.met && gate.advice && <p className={styles["advice"]}>{gate.advice}</p>}
        {(gate.met ? gate.meet_it : gate.short).slice(0, 5).map((person) => (
          <div key={person.id} className={styles["person"]}>
            <button type="button" className={styles["link"]} onClick={() => show(person.id)}>
              {person.name}
            </button>
            <span>{person.reason || person.title}</span>
          </div>
        ))}
        {!gate.met && gate.short.length === 0 && gate.kind === "people" && canEdit && (
          <button type="button" className={styles["link"]} onClick={() => openDialog("add", null)}>
            {gate.wanted.length > 0
              ? `Add somebody as ${gate.wanted.map((key) => personaName(key, data.personas).toLowerCase()).join(" or ")}…`
              : "Add people…"}
          </button>
        )}
        {outcomes && <p className={styles["outcomes"]}>{outcomes}</p>}
      </div>
    </li>
  );
}
