import { Button, Select } from "@mantine/core";
import { useMemo } from "react";
import { PencilIcon, PlusIcon } from "~/icons";
import { isDraft } from "~/map/core/changes";
import { LINE_KINDS, LINE_ORDER, otherEnd, relationWords, STRENGTH_WORDS, touches } from "~/map/core/lines";
import { sentimentKey } from "~/map/core/words";
import { Avatar } from "~/parts/Avatar";
import { LineSample } from "../components/Legend";
import type { PanelProps } from "./props";
import styles from "./RelationsSection.module.css";
import { Section } from "./Section";

interface RelationsProps extends PanelProps {
  commands: readonly { id: string; run: () => void }[];
  onSelect: (contactId: string) => void;
  onLine: (lineId: string) => void;
  onMove: (managerId: string | null) => void;
  refusal: (report: string, manager: string) => string | null;
}

/** Lines of this person, what may hurt first; and "Reports to", the way to a new manager without dragging. */
export function RelationsSection({
  data,
  person,
  canEdit,
  field,
  commands,
  onSelect,
  onLine,
  onMove,
  refusal,
}: RelationsProps) {
  const id = person.contact_id;
  const people = useMemo(() => new Map(data.people.map((each) => [each.contact_id, each])), [data.people]);
  const lines = useMemo(
    () =>
      data.lines
        .filter((line) => touches(line, id) && people.has(otherEnd(line, id)))
        .sort(
          (a, b) => LINE_ORDER.indexOf(a.kind) - LINE_ORDER.indexOf(b.kind) || (b.strength ?? 0) - (a.strength ?? 0),
        ),
    [data.lines, id, people],
  );
  const manager = data.lines.find((line) => line.kind === "reports_to" && line.from === id)?.to ?? null;
  // A thousand names are found by typing; whoever would close a circle cannot be chosen.
  const managers = useMemo(
    () =>
      canEdit
        ? data.people
            .filter((each) => each.contact_id !== id)
            .map((each) => ({
              value: each.contact_id,
              label: each.name,
              disabled: each.contact_id !== manager && refusal(id, each.contact_id) !== null,
            }))
        : [],
    [canEdit, data.people, id, manager, refusal],
  );
  const draw = commands.find((command) => command.id === "person.line");
  return (
    <Section
      title="Relationships"
      count={lines.length}
      aside={
        canEdit &&
        draw && (
          <Button variant="subtle" size="compact-xs" leftSection={<PlusIcon size={13} />} onClick={draw.run}>
            Draw a line
          </Button>
        )
      }
    >
      {canEdit && (
        <Select
          label="Reports to"
          size="xs"
          mb={8}
          searchable
          clearable
          autoFocus={field === "manager"}
          placeholder="Nobody on this map"
          value={manager !== null && people.has(manager) ? manager : null}
          data={managers}
          limit={100}
          onChange={(value) => onMove(value)}
          nothingFoundMessage="Nobody on this map is called that"
          clearButtonProps={{ "aria-label": `${person.name} reports to nobody` }}
        />
      )}
      {lines.length === 0 && <p className={styles["none"]}>No lines to anybody on this map.</p>}
      <ul className={styles["list"]}>
        {lines.map((line) => {
          const other = people.get(otherEnd(line, id));
          if (!other) return null;
          return (
            <li key={line.id} className={styles["row"]}>
              <button type="button" className={styles["who"]} onClick={() => onSelect(other.contact_id)}>
                <Avatar name={other.name} sentiment={sentimentKey(other)} size={32} glyph={false} />
                <span className={styles["words"]}>
                  <span className={styles["name"]}>{other.name}</span>
                  <span className={styles["title"]}>{other.title}</span>
                </span>
                <span className={styles["kind"]}>
                  <LineSample kind={line.kind} width={18} />
                  {capital(relationWords(line, id))}
                  {line.strength !== null && LINE_KINDS[line.kind].overlay && (
                    <span className={styles["strength"]}>{STRENGTH_WORDS[line.strength]}</span>
                  )}
                </span>
              </button>
              {canEdit && !isDraft(line) && (
                <button
                  type="button"
                  className={styles["edit"]}
                  aria-label={`Edit the line: ${relationWords(line, id)} ${other.name}`}
                  onClick={() => onLine(line.id)}
                >
                  <PencilIcon size={14} />
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
