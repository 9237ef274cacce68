import { Button, NativeSelect } from "@mantine/core";
import { messageOf } from "~/api/errors";
import { formatDay } from "~/parts/format";
import { useWorkspace } from "../workspace/context";
import { useChangeInsight } from "./api";
import styles from "./InsightBoard.module.css";
import { INSIGHT_KINDS, type Insight } from "./kinds";

interface InsightCardProps {
  readonly insight: Insight;
  readonly linked: readonly Insight[];
  readonly state: "active" | "linked" | undefined;
  readonly onActive: (id: string | null) => void;
}

const CONFIRMED = [
  { value: "", label: "Not asked yet" },
  { value: "yes", label: "Confirmed by the customer" },
  { value: "no", label: "The customer says no" },
] as const;

/** One insight: whose it is, what it hangs on, our answer, and whether the customer confirmed it. */
export function InsightCard({ insight, linked, state, onActive }: InsightCardProps) {
  const { data, byId, nameOf, find, canEdit, openDialog, say } = useWorkspace();
  const save = useChangeInsight(data.opportunity.id);
  const confirmed = insight.confirmed_by_customer;
  const value = confirmed === null ? "" : confirmed ? "yes" : "no";
  const confirm = (word: string): void =>
    save.mutate(
      { insight, body: { confirmed_by_customer: word === "" ? null : word === "yes" } },
      { onSuccess: () => say(`${CONFIRMED.find((each) => each.value === word)?.label ?? "Saved"}: ${insight.text}`) },
    );
  const people = insight.contact_ids.filter((id) => byId.has(id));
  return (
    <li
      className={styles["card"]}
      data-insight={insight.id}
      data-state={state}
      data-confirmed={value || undefined}
      onMouseEnter={() => onActive(insight.id)}
      onMouseLeave={() => onActive(null)}
      onFocus={() => onActive(insight.id)}
      onBlur={() => onActive(null)}
    >
      <p className={styles["text"]}>{insight.text}</p>
      {people.length > 0 && (
        <p className={styles["line"]}>
          {people.map((id) => (
            <button key={id} type="button" className={styles["person"]} onClick={() => find(id)}>
              {nameOf(id)}
            </button>
          ))}
        </p>
      )}
      <p className={styles["line"]}>
        {insight.answer ? (
          <>
            <b>Our answer:</b> {insight.answer}
          </>
        ) : (
          <span className={styles["missing"]}>No answer of ours yet</span>
        )}
      </p>
      {linked.length > 0 && (
        <ul className={styles["links"]} aria-label="Linked to">
          {linked.map((other) => (
            <li key={other.id}>
              {INSIGHT_KINDS[other.kind]}: {other.text}
            </li>
          ))}
        </ul>
      )}
      <p className={styles["quiet"]}>
        {insight.told_by ? `Told by ${insight.told_by.name}` : "Not known who told us"}
        {insight.confirmed_at &&
          ` · ${confirmed ? "confirmed" : "denied"} ${formatDay(insight.confirmed_at)}${insight.confirmed_with ? ` to ${insight.confirmed_with.name}` : ""}`}
      </p>
      {canEdit ? (
        <div className={styles["edit"]}>
          <NativeSelect
            size="xs"
            aria-label={`Confirmed: ${insight.text}`}
            data={[...CONFIRMED]}
            value={value}
            disabled={save.isPending}
            onChange={(event) => confirm(event.currentTarget.value)}
          />
          <Button
            variant="subtle"
            size="compact-xs"
            aria-label={`Change: ${insight.text}`}
            onClick={() => openDialog("insight", { insightId: insight.id })}
          >
            Change
          </Button>
        </div>
      ) : (
        <p className={styles["quiet"]}>{CONFIRMED.find((each) => each.value === value)?.label}</p>
      )}
      {save.isError && <p role="alert">{messageOf(save.error)}</p>}
    </li>
  );
}
