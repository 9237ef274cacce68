import { useMemo } from "react";
import { LINE_KINDS } from "~/map/core/lines";
import type { Judgement } from "../api/judgement";
import { EmptyMap } from "../components/EmptyMap";
import { useWorkspace } from "../workspace/context";
import styles from "./AgreementView.module.css";

type Pair = Judgement["agreement"]["pairs"][number];

/** More people than this make a table nobody reads; the list below it holds all pairs. */
const MOST_IN_TABLE = 18;

/** Where the buyers will not agree: criteria, concerns and stances compared pair by pair. */
export function AgreementView() {
  const { data, judgement, byId, nameOf } = useWorkspace();
  const agreement = judgement?.agreement ?? null;
  const { people, cells } = useMemo(() => tableOf(agreement?.pairs ?? [], byId), [agreement, byId]);
  if (data.people.length === 0) return <EmptyMap />;
  if (!agreement) return <p className={styles["empty"]}>The buyers are being compared.</p>;
  if (agreement.mean === null)
    return (
      <p className={styles["empty"]}>
        Nothing to compare yet: of no two people a criterion, a concern or a stance is known.
      </p>
    );
  return (
    <div className={styles["scroll"]}>
      <p className={styles["help"]}>
        {agreement.compared} pairs compared by criteria, concerns and stance; on average {signed(agreement.mean)} of −1
        (apart) to +1 (together).
        {agreement.not_assessed.length > 0 &&
          ` Nothing is known of ${agreement.not_assessed.map(nameOf).join(", ")}, so they are in no pair.`}
      </p>
      {agreement.divides.length > 0 && (
        <section aria-labelledby="divides" className={styles["section"]}>
          <h2 id="divides" className={styles["heading"]}>
            What divides them
          </h2>
          <ul className={styles["divides"]}>
            {agreement.divides.map((divide) => (
              <li key={divide.insight_id}>
                <strong>{divide.text}</strong>
                <span>
                  Held by {divide.contact_ids.map(nameOf).join(", ")}, who stand at {signed(divide.support_of_holders)}.
                  The others stand at {signed(divide.support_of_others)}.
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {people.length > 1 && <PairTable people={people} cells={cells} />}
      <section aria-labelledby="pairs" className={styles["section"]}>
        <h2 id="pairs" className={styles["heading"]}>
          Pair by pair, most apart first
        </h2>
        <ul className={styles["pairs"]}>
          {agreement.pairs.map((pair) => (
            <PairRow key={pair.contact_ids.join()} pair={pair} />
          ))}
        </ul>
        {agreement.left_out > 0 && (
          <p className={styles["help"]}>
            {agreement.left_out} pairs closer together are not listed; in the table they are a dot.
          </p>
        )}
      </section>
    </div>
  );
}

function PairTable({ people, cells }: { people: readonly string[]; cells: ReadonlyMap<string, Pair> }) {
  const { nameOf } = useWorkspace();
  return (
    <div className={styles["wide"]}>
      <table className={styles["table"]} aria-label="Agreement of each pair">
        <thead>
          <tr>
            <td />
            {people.slice(0, -1).map((id) => (
              <th key={id} scope="col">
                <span>{nameOf(id)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.slice(1).map((id, row) => (
            <tr key={id}>
              <th scope="row">{nameOf(id)}</th>
              {people.slice(0, -1).map((other, column) => {
                const pair = column <= row ? cells.get(key(id, other)) : undefined;
                return (
                  <td key={other} data-side={pair && sideOf(pair.agreement)} title={pair && reasons(pair)}>
                    {column <= row && (pair ? signed(pair.agreement) : "·")}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PairRow({ pair }: { pair: Pair }) {
  const { nameOf, find, data, openLine } = useWorkspace();
  const lines = data.lines.filter((line) => pair.lines.includes(line.id));
  return (
    <li data-side={sideOf(pair.agreement)}>
      <span className={styles["value"]}>{signed(pair.agreement)}</span>
      <span>
        {pair.contact_ids.map((id, index) => (
          <span key={id}>
            {index > 0 && " and "}
            <button type="button" className={styles["person"]} onClick={() => find(id)}>
              {nameOf(id)}
            </button>
          </span>
        ))}
        <span className={styles["why"]}>{reasons(pair)}</span>
        {lines.map((line) => (
          <button key={line.id} type="button" className={styles["person"]} onClick={() => openLine(line.id)}>
            {LINE_KINDS[line.kind].label}
          </button>
        ))}
      </span>
    </li>
  );
}

/** What the number is the mean of, in words. */
function reasons(pair: Pair): string {
  const parts = [
    ["criteria", pair.criteria],
    ["concerns", pair.concerns],
    ["stance", pair.votes],
  ] as const;
  return parts.flatMap(([name, value]) => (value === null ? [] : [`${name} ${signed(value)}`])).join(", ");
}

function tableOf(pairs: readonly Pair[], byId: ReadonlyMap<string, unknown>) {
  const cells = new Map(pairs.map((pair) => [key(...pair.contact_ids), pair]));
  const people = [...new Set(pairs.flatMap((pair) => pair.contact_ids))].filter((id) => byId.has(id));
  return { people: people.slice(0, MOST_IN_TABLE), cells };
}

function key(...ids: readonly string[]): string {
  return [...ids].sort().join(":");
}

function sideOf(value: number): "apart" | "together" | "middle" {
  return value <= -0.2 ? "apart" : value >= 0.2 ? "together" : "middle";
}

function signed(value: number): string {
  const size = Math.abs(value).toFixed(1);
  return `${size === "0.0" ? "" : value > 0 ? "+" : "−"}${size}`;
}
