import { Button } from "@mantine/core";
import type { Person } from "~/map/core/types";
import { FilterSelect } from "~/parts/list/FilterSelect";
import styles from "./ActivitiesView.module.css";
import { KIND_NAMES, type Kind, SIDE_NAMES, type Side, spanOf } from "./filter";

export interface ActivityChoice {
  readonly kind: Kind | "";
  /** Contact id. */
  readonly person: string;
  readonly side: Side | null;
}

export const NO_CHOICE: ActivityChoice = { kind: "", person: "", side: null };

/** Milliseconds, from midnight to midnight. */
interface Span {
  readonly start: number;
  readonly end: number;
}

interface ActivityFiltersProps {
  readonly people: readonly Person[];
  readonly choice: ActivityChoice;
  readonly onChoice: (choice: ActivityChoice) => void;
  readonly span: Span;
  /** The end of the last day there is. */
  readonly latest: number;
  readonly onSpan: (span: Span) => void;
}

const SIGNS: Readonly<Record<Side, string>> = { theirs: "●", ours: "○", both: "■" };
const SIDES: readonly Side[] = ["theirs", "ours", "both"];

/** Which days, kinds, person and side. The signs of the sides are the legend of the marks as well. */
export function ActivityFilters({ people, choice, onChoice, span, latest, onSpan }: ActivityFiltersProps) {
  const width = span.end - span.start;
  const dates = { from: dayOf(span.start), to: dayOf(span.end - 1) };
  const between = (from: string, to: string) => {
    const wanted = spanOf(from, to);
    if (wanted) onSpan(wanted);
  };
  const named = [...people].filter((each) => !each.is_seat).sort((a, b) => a.name.localeCompare(b.name));
  return (
    <search className={styles["bar"]} aria-label="Activities shown">
      <span className={styles["dates"]}>
        <Button
          variant="default"
          size="xs"
          onClick={() => onSpan({ start: span.start - width, end: span.end - width })}
        >
          Earlier
        </Button>
        <input
          type="date"
          aria-label="From"
          className={styles["date"]}
          value={dates.from}
          max={dates.to}
          onChange={(event) => between(event.currentTarget.value, dates.to)}
        />
        <span aria-hidden="true">–</span>
        <input
          type="date"
          aria-label="To"
          className={styles["date"]}
          value={dates.to}
          min={dates.from}
          onChange={(event) => between(dates.from, event.currentTarget.value)}
        />
        <Button
          variant="default"
          size="xs"
          disabled={span.end >= latest}
          onClick={() => onSpan({ start: span.start + width, end: span.end + width })}
        >
          Later
        </Button>
      </span>
      <FilterSelect
        label="Kind"
        any="All kinds"
        choices={Object.entries(KIND_NAMES).map(([value, label]) => ({ value, label }))}
        value={choice.kind}
        onChange={(kind) => onChoice({ ...choice, kind: kind as Kind | "" })}
      />
      <FilterSelect
        label="Person"
        any="Everybody"
        choices={named.map(({ contact_id, name }) => ({ value: contact_id, label: name }))}
        value={choice.person}
        onChange={(person) => onChoice({ ...choice, person })}
      />
      <fieldset className={styles["sides"]}>
        <legend className={styles["unseen"]}>Whose doing</legend>
        {SIDES.map((side) => (
          <button
            key={side}
            type="button"
            className={styles["side"]}
            aria-pressed={choice.side === side}
            onClick={() => onChoice({ ...choice, side: choice.side === side ? null : side })}
          >
            <span aria-hidden="true">{SIGNS[side]} </span>
            {SIDE_NAMES[side]}
          </button>
        ))}
      </fieldset>
    </search>
  );
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
