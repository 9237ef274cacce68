import { type ReactNode, useId } from "react";
import { ChevronDownIcon, ChevronRightIcon } from "~/icons";
import { countOf } from "~/parts/format";
import styles from "./AccountMapPage.module.css";

interface FoldProps {
  readonly name: string;
  readonly below?: string;
  readonly counts: { readonly people: number; readonly engaged: number; readonly on_open_deal: number };
  readonly nested?: boolean;
  readonly open: boolean;
  readonly onTurn: () => void;
  readonly children: ReactNode;
}

/** A group of people, with what we have with them at a glance; what is inside is asked for when it opens. */
export function Fold({ name, below, counts, nested = false, open, onTurn, children }: FoldProps) {
  const id = useId();
  const Chevron = open ? ChevronDownIcon : ChevronRightIcon;
  return (
    <li>
      <button
        type="button"
        className={styles["foldHead"]}
        data-nested={nested || undefined}
        aria-expanded={open}
        aria-controls={id}
        onClick={onTurn}
      >
        <Chevron size={16} />
        <span className={styles["foldName"]}>
          {name}
          {below && <span className={styles["below"]}>{below}</span>}
        </span>
        <span className={styles["foldCounts"]}>
          <span>{countOf(counts.people, "person", "people")}</span>
          <Part name="on a running deal" value={counts.on_open_deal} />
          <Part name="engaged" value={counts.engaged} />
        </span>
      </button>
      <div id={id} hidden={!open}>
        {open && children}
      </div>
    </li>
  );
}

function Part({ name, value }: { readonly name: string; readonly value: number }) {
  if (value === 0) return <span className={styles["missing"]}>{`nobody ${name}`}</span>;
  return (
    <span>
      {value} {name}
    </span>
  );
}
