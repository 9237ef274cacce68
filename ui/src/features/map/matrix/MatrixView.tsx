import { useMemo, useState } from "react";
import { colouring } from "~/map/core/colour";
import { type Cell, COLUMNS, cellKey, placed, ROWS } from "~/map/core/matrix";
import { realPeople } from "~/map/core/seats";
import type { InfluenceLevel, SentimentWord } from "~/map/core/types";
import { INFLUENCE_WORDS } from "~/map/core/words";
import { SENTIMENT_GLYPHS, SENTIMENT_NAMES } from "~/theme/palette";
import { EmptyMap } from "../components/EmptyMap";
import { useWorkspace } from "../workspace/context";
import { Chip } from "./Chip";
import styles from "./MatrixView.module.css";
import { useMatrixMoves } from "./useMatrixMoves";

/** More than so many in one cell stand as faces alone. */
const CROWD = 6;

/** People by influence and effective sentiment. To move somebody is to assess them, so a move asks for its grounds. */
export function MatrixView() {
  const { data, view, matched, canEdit, phone } = useWorkspace();
  const cells = useMemo(() => placed(realPeople(data.people)), [data.people]);
  const hueOf = useMemo(() => colouring(view.colour, data.people), [view.colour, data.people]);
  const order = useMemo(
    () =>
      ROWS.flatMap((influence) => COLUMNS.flatMap((sentiment) => cells.get(cellKey({ sentiment, influence })) ?? [])),
    [cells],
  );
  const [at, setAt] = useState<string | null>(view.selected);
  const stop = order.some((person) => person.contact_id === at) ? at : (order[0]?.contact_id ?? null);
  const { over, handlers } = useMatrixMoves();
  if (data.people.length === 0) return <EmptyMap />;
  return (
    <div className={styles["scroll"]}>
      <p className={styles["help"]}>
        {canEdit
          ? "Drag somebody, or press Shift and an arrow key: a step sideways is your view and asks what shows it, a step up or down overrides their influence and asks why and until when."
          : "Arrow keys move between people, Enter opens a person."}
      </p>
      <table className={styles["matrix"]} aria-label="Influence by sentiment" {...handlers}>
        <thead>
          <tr>
            <td className={styles["corner"]} />
            {COLUMNS.map((sentiment) => (
              <th key={sentiment ?? "unknown"} scope="col" data-unknown={sentiment === null || undefined}>
                <SentimentHead sentiment={sentiment} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map((influence) => (
            <tr key={influence ?? "unknown"}>
              <th scope="row" data-unknown={influence === null || undefined}>
                <span className={styles["rowName"]}>{influenceHead(influence)}</span>
              </th>
              {COLUMNS.map((sentiment) => {
                const cell: Cell = { sentiment, influence };
                const key = cellKey(cell);
                const people = cells.get(key) ?? [];
                return (
                  <td
                    key={key}
                    data-cell={key}
                    data-over={over === key || undefined}
                    data-unknown={sentiment === null || influence === null || undefined}
                    style={{ "--hue": `var(--sentiment-${sentiment ?? "unknown"})` }}
                  >
                    <div className={styles["people"]}>
                      {people.map((person) => (
                        <Chip
                          key={person.contact_id}
                          person={person}
                          hue={hueOf(person)}
                          bare={phone || people.length > CROWD}
                          quiet={matched !== null && !matched.has(person.contact_id)}
                          stop={stop === person.contact_id}
                          onFocus={() => setAt(person.contact_id)}
                        />
                      ))}
                    </div>
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

function SentimentHead({ sentiment }: { sentiment: SentimentWord | null }) {
  const key = sentiment ?? "unknown";
  return (
    <span className={styles["head"]} style={{ "--ink": `var(--sentiment-${key}-text)` }}>
      <span className={styles["glyph"]} aria-hidden="true">
        {SENTIMENT_GLYPHS[key]}
      </span>
      <span className={styles["word"]}>{sentiment === null ? "Stance not known" : SENTIMENT_NAMES[key]}</span>
    </span>
  );
}

function influenceHead(level: InfluenceLevel | null): string {
  return level === null ? "Influence not known" : `${INFLUENCE_WORDS[level]} influence`;
}
