import { nextSort, SORTED_BY, type Sort, type SortColumn } from "~/map/core/outlineSort";
import styles from "./Outline.module.css";

export const COLUMNS = [
  { key: "person", label: "Person" },
  { key: "persona", label: "Persona" },
  { key: "vote", label: "Vote" },
  { key: "sentiment", label: "Sentiment" },
  { key: "influence", label: "Influence" },
  { key: "contact", label: "Last contact" },
  { key: "relations", label: "Relationships" },
] as const;

interface OutlineHeadProps {
  sort: Sort | null;
  onSort: (sort: Sort | null) => void;
}

/** Heads that sort: up, down, and back to the reporting lines. The up arrow on the first row leads here. */
export function OutlineHead({ sort, onSort }: OutlineHeadProps) {
  return (
    <thead>
      <tr>
        {COLUMNS.map(({ key, label }) => {
          const column: SortColumn | undefined = SORTED_BY.find((each) => each === key);
          const sorted = sort && sort.column === key ? (sort.descending ? "descending" : "ascending") : "none";
          return (
            <th key={key} scope="col" data-column={key} aria-sort={column && sorted}>
              {column ? (
                <button
                  type="button"
                  tabIndex={-1}
                  data-head
                  className={styles["head"]}
                  data-sorted={sorted}
                  onClick={() => onSort(nextSort(sort, column))}
                >
                  {label}
                  <span className={styles["arrow"]} aria-hidden="true">
                    {sorted === "descending" ? "↓" : "↑"}
                  </span>
                </button>
              ) : (
                label
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
