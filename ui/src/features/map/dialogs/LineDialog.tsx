import { Button, Modal, Select, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { TrashIcon } from "~/icons";
import { type Change, draftLine } from "~/map/core/changes";
import { LINE_KINDS } from "~/map/core/lines";
import { isSeat, isSeatLine } from "~/map/core/seats";
import type { LineKind, MapLine, Strength } from "~/map/core/types";
import { LineSample } from "../components/Legend";
import { LineComments } from "../review/LineComments";
import { useWorkspace } from "../workspace/context";
import type { DialogProps } from "../workspace/requests";
import styles from "./LineDialog.module.css";

const KINDS = Object.entries(LINE_KINDS) as [LineKind, (typeof LINE_KINDS)[LineKind]][];
const STRENGTHS: readonly { value: Strength | null; label: string }[] = [
  { value: null, label: "Not assessed" },
  { value: 1, label: "Low" },
  { value: 2, label: "Medium" },
  { value: 3, label: "High" },
];

const DOUBLE = "This line is drawn already. Open it to change it.";

/** Whether another line says the same; a person has one manager. */
function doubled(lines: readonly MapLine[], wanted: { id: string | null } & Pick<MapLine, "kind" | "from" | "to">) {
  const { id, kind, from, to } = wanted;
  return lines.some(
    (each) =>
      each.id !== id &&
      each.kind === kind &&
      ((each.from === from && each.to === to) ||
        (!LINE_KINDS[kind].directed && each.from === to && each.to === from) ||
        (id !== null && kind === "reports_to" && each.from === from)),
  );
}

/** Draws a new line between two people, or changes what is known about one. Dragging a dot onto a card opens it too. */
export function LineDialog({ request: draft, onClose }: DialogProps<"line">) {
  const { data, canEdit, edits, moveUnder } = useWorkspace();
  const { line } = draft;
  const [ends, setEnds] = useState({ from: draft.from, to: draft.to });
  const [kind, setKind] = useState<LineKind>(line?.kind ?? "influences");
  const [strength, setStrength] = useState<Strength | null>(line?.strength ?? null);
  const [note, setNote] = useState(line?.note ?? "");
  const [since, setSince] = useState(line?.since ?? "");
  const [toldBy, setToldBy] = useState(line?.told_by ?? "");
  const [here, setHere] = useState(line ? line.opportunity_id !== null : false);
  const [problem, setProblem] = useState<string | null>(null);
  const nameOf = (id: string | null) => data.people.find((person) => person.contact_id === id)?.name ?? "…";
  const overlay = LINE_KINDS[kind].overlay;
  // A line with an empty seat at an end is kept apart: its ends stay until somebody takes the seat.
  const placed = line ? isSeatLine(data, line) : false;
  const people = data.people
    .filter((person) => !line || !isSeat(person))
    .map((person) => ({ value: person.contact_id, label: person.name }));

  const onSave = (change: Change) => {
    onClose();
    if (change.type === "set_manager" && change.managerId !== null) void moveUnder(change.contactId, change.managerId);
    else void edits.apply(change);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { from, to } = ends;
    if (to === null) return setProblem("Choose the other person.");
    if (to === from) return setProblem("A line needs two different people.");
    const known = {
      strength: overlay ? strength : null,
      note: note.trim(),
      since: since || null,
      told_by: toldBy.trim(),
    };
    if (line) {
      const moved = kind !== line.kind || from !== line.from || to !== line.to;
      if (moved && doubled(data.lines, { id: line.id, kind, from, to })) return setProblem(DOUBLE);
      return onSave({ type: "edit_line", lineId: line.id, fields: moved ? { ...known, kind, from, to } : known });
    }
    if (kind === "reports_to")
      return onSave({ type: "set_manager", contactId: from, managerId: to, line: draftLine(kind, from, to) });
    if (doubled(data.lines, { id: null, kind, from, to })) return setProblem(DOUBLE);
    onSave({
      type: "add_line",
      line: draftLine(kind, from, to, { ...known, opportunity_id: here ? data.opportunity.id : null }),
    });
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={line ? "Line" : "Draw a line"}
      size={520}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form onSubmit={submit} className={styles["form"]} noValidate>
        {line && (placed || !canEdit) ? (
          <p className={styles["sentence"]}>
            <strong>{nameOf(line.from)}</strong>
            <span>
              <LineSample kind={kind} width={30} /> {LINE_KINDS[kind].forward}
            </span>
            <strong>{nameOf(line.to)}</strong>
          </p>
        ) : (
          <>
            <fieldset className={styles["kinds"]}>
              <legend>What stands between them</legend>
              {KINDS.map(([key, words], index) => (
                <label key={key} className={styles["kind"]} data-checked={kind === key || undefined}>
                  <input
                    type="radio"
                    name="kind"
                    checked={kind === key}
                    onChange={() => setKind(key)}
                    {...(index === 2 ? { "data-autofocus": true } : {})}
                  />
                  <LineSample kind={key} width={26} />
                  {words.label}
                </label>
              ))}
            </fieldset>
            <div className={styles["ends"]}>
              <Select
                label="From"
                data={people}
                limit={100}
                searchable
                value={ends.from}
                onChange={(value) => value && setEnds({ ...ends, from: value })}
                allowDeselect={false}
              />
              <span className={styles["verb"]}>{LINE_KINDS[kind].forward}</span>
              <Select
                label="To"
                data={people.filter(({ value }) => value !== ends.from)}
                limit={100}
                searchable
                placeholder="Choose a person"
                value={ends.to}
                error={problem}
                onChange={(value) => setEnds({ ...ends, to: value })}
              />
            </div>
            {LINE_KINDS[kind].directed && ends.to !== null && (
              <Button
                variant="subtle"
                size="compact-xs"
                onClick={() => ends.to && setEnds({ from: ends.to, to: ends.from })}
                className={styles["swap"] ?? ""}
              >
                Turn it round
              </Button>
            )}
          </>
        )}
        {overlay && (
          <fieldset className={styles["strengths"]} disabled={!canEdit}>
            <legend>Strength</legend>
            {STRENGTHS.map(({ value, label }) => (
              <label key={label} className={styles["strength"]} data-checked={strength === value || undefined}>
                <input type="radio" name="strength" checked={strength === value} onChange={() => setStrength(value)} />
                {label}
              </label>
            ))}
          </fieldset>
        )}
        {kind === "reports_to" && line?.kind !== "reports_to" ? (
          <p className={styles["hint"]}>A reporting line holds everywhere and replaces the person’s manager.</p>
        ) : (
          <>
            <Textarea
              label="Note"
              autosize
              minRows={1}
              value={note}
              readOnly={!canEdit}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
            <div className={styles["pair"]}>
              <TextInput
                label="Since"
                type="date"
                value={since}
                readOnly={!canEdit}
                onChange={(event) => setSince(event.currentTarget.value)}
              />
              <TextInput
                label="Who said so"
                value={toldBy}
                readOnly={!canEdit}
                onChange={(event) => setToldBy(event.currentTarget.value)}
              />
            </div>
            {!line && (
              <label className={styles["here"]}>
                <input type="checkbox" checked={here} onChange={(event) => setHere(event.currentTarget.checked)} />
                Holds in this opportunity alone
              </label>
            )}
          </>
        )}
        <div className={styles["buttons"]}>
          {line && canEdit && (
            <Button
              variant="subtle"
              leftSection={<TrashIcon size={15} />}
              className={styles["remove"] ?? ""}
              onClick={() =>
                onSave(
                  line.kind === "reports_to"
                    ? { type: "set_manager", contactId: line.from, managerId: null, line: null }
                    : { type: "remove_line", lineId: line.id },
                )
              }
            >
              Remove line
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {canEdit ? "Cancel" : "Close"}
          </Button>
          {canEdit && <Button type="submit">{line ? "Save" : "Draw line"}</Button>}
        </div>
      </form>
      {line && !placed && <LineComments from={line.from} to={line.to} onAccepted={onClose} />}
    </Modal>
  );
}
