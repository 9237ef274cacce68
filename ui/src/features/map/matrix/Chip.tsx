import { memo } from "react";
import type { Person } from "~/map/core/types";
import { cardLabel, relationshipCount, sentimentKey } from "~/map/core/words";
import { Avatar } from "~/parts/Avatar";
import { useWorkspace } from "../workspace/context";
import styles from "./MatrixView.module.css";

interface ChipProps {
  person: Person;
  hue: string;
  /** The face alone; name and title are in the label. */
  bare: boolean;
  /** Does not pass the filters. */
  quiet: boolean;
  /** The one chip in the tab order. */
  stop: boolean;
  onFocus: () => void;
}

/** One person in the matrix. */
export const Chip = memo(function Chip({ person, hue, bare, quiet, stop, onFocus }: ChipProps) {
  const { data, view, select, openMenu } = useWorkspace();
  const id = person.contact_id;
  return (
    <button
      type="button"
      className={styles["chip"]}
      data-card={id}
      data-bare={bare || undefined}
      data-quiet={quiet || undefined}
      data-diverges={person.sentiment.diverges || undefined}
      aria-pressed={view.selected === id}
      title={bare ? `${person.name}, ${person.title}` : person.title}
      tabIndex={stop ? 0 : -1}
      onFocus={onFocus}
      onClick={() => select(id)}
      onContextMenu={(event) => {
        event.preventDefault();
        const box = event.currentTarget.getBoundingClientRect();
        openMenu(id, event.clientX > 0 ? { x: event.clientX, y: event.clientY } : { x: box.left + 20, y: box.bottom });
      }}
    >
      {/* One sentence for the ear, as text: initials and figures beside it are for the eye. */}
      <span className={styles["unseen"]} data-label>
        {cardLabel(person, data.personas, relationshipCount(data.lines, id))}
      </span>
      <span className={styles["content"]} aria-hidden="true">
        <Avatar name={person.name} sentiment={sentimentKey(person)} size={28} glyph={false} ring={`var(--${hue})`} />
        {!bare && (
          <span className={styles["words"]}>
            <span className={styles["name"]}>{person.name}</span>
            <span className={styles["score"]}>
              {person.influence.score === null ? "–" : Math.round(person.influence.score)}
              {person.influence.assumed && person.influence.score !== null && " assumed"}
            </span>
          </span>
        )}
      </span>
    </button>
  );
});
