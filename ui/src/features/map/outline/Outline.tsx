import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from "react";
import { ChevronDownIcon, ChevronRightIcon } from "~/icons";
import type { Watcher } from "~/map/canvasStore";
import { FIELDS, type Field, type FieldPlace, fieldBeside, VOTE_WORDS } from "~/map/core/fields";
import { jump } from "~/map/core/filters";
import { hierarchy } from "~/map/core/hierarchy";
import { type Row, type RowStep, rowKey, rowsOf, stepRow } from "~/map/core/outline";
import { type Sort, sortedRows } from "~/map/core/outlineSort";
import type { MapData, Person } from "~/map/core/types";
import type { ViewState } from "~/map/core/viewState";
import { isStale, lastContact, personaName, relationshipsInWords, sentimentKey } from "~/map/core/words";
import { WatcherNames } from "~/map/Watchers";
import { Avatar } from "~/parts/Avatar";
import { InfluenceBars } from "~/parts/InfluenceBars";
import { PersonaChip } from "~/parts/PersonaChip";
import { SentimentBadge } from "~/parts/SentimentBadge";
import type { Picks } from "../workspace/usePicks";
import { Cell } from "./Cell";
import styles from "./Outline.module.css";
import { COLUMNS, OutlineHead } from "./OutlineHead";

interface OutlineProps {
  data: MapData;
  view: ViewState;
  matched: ReadonlySet<string> | null;
  now: Date;
  /** Choosing several people together; null where nothing can be done to them. */
  picks: Picks | null;
  /** The form that changes a cell; null where nothing can be changed. */
  formFor: ((place: FieldPlace, onDone: () => void) => ReactNode) | null;
  /** Who of ours looks at whom now, by contact. */
  watchers?: ReadonlyMap<string, readonly Watcher[]>;
  onSort: (sort: Sort | null) => void;
  onOpen: (contactId: string) => void;
  onMenu: (contactId: string, at: { x: number; y: number }) => void;
}

const STEPS: Readonly<Record<string, RowStep>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "first",
  End: "last",
  ArrowRight: "open",
  ArrowLeft: "close",
};
const TYPING_MS = 700;

/** The map in words: the same people, order and lines for keyboard, screen reader and phone. One tab stop. */
export function Outline({ data, view, matched, now, picks, watchers, formFor, onSort, onOpen, onMenu }: OutlineProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<string | null>(view.selected);
  const table = useRef<HTMLTableElement>(null);
  const typing = useRef({ text: "", time: 0 });
  const byId = useMemo(() => new Map(data.people.map((person) => [person.contact_id, person])), [data.people]);
  const tree = useMemo(
    () => hierarchy(data.people, data.lines, data.layout.boxes),
    [data.people, data.lines, data.layout.boxes],
  );
  const { group, sort } = view;
  const rows = useMemo(
    () =>
      sort ? sortedRows(data.people, matched, sort, data.personas) : rowsOf({ data, tree, group, closed, matched }),
    [data, tree, group, sort, closed, matched],
  );
  const [editing, setEditing] = useState<FieldPlace | null>(null);
  const nameOf = (id: string) => byId.get(id)?.name ?? "somebody else";
  const stop = rows.some((row) => rowKey(row) === at) ? at : rows[0] ? rowKey(rows[0]) : null;

  const elementOf = (key: string) => {
    // Compared as values: a department's name may hold any character, which a selector would trip over.
    const rowsShown = table.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [];
    return [...rowsShown].find((row) => row.dataset["row"] === key);
  };
  const focusRow = (key: string) => {
    setAt(key);
    elementOf(key)?.focus();
  };
  /** False: that row has no such cell, or it is not to be seen on this screen. */
  const focusCell = ({ contactId, field }: FieldPlace): boolean => {
    const cell = elementOf(contactId)?.querySelector<HTMLElement>(`[data-cell="${field}"]`);
    cell?.focus();
    return cell !== null && cell !== undefined && document.activeElement === cell;
  };
  const stopEditing = (place: FieldPlace, back = true) => {
    setEditing(null);
    if (back) requestAnimationFrame(() => focusCell(place));
  };
  const toggle = (key: string) =>
    setClosed((last) => (last.has(key) ? new Set([...last].filter((each) => each !== key)) : new Set([...last, key])));

  const typeAhead = (event: KeyboardEvent) => {
    const { text, time } = typing.current;
    typing.current = { text: event.timeStamp - time < TYPING_MS ? text + event.key : event.key, time: event.timeStamp };
    const order = rows.flatMap((row) => (row.type === "person" ? (byId.get(row.contactId) ?? []) : []));
    const found = jump(order, stop, typing.current.text);
    if (found !== null) focusRow(found);
  };

  const onHeadKey = (event: KeyboardEvent, head: HTMLElement) => {
    const heads = [...(table.current?.querySelectorAll<HTMLElement>("[data-head]") ?? [])];
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step !== 0) heads[heads.indexOf(head) + step]?.focus();
    else if (event.key === "ArrowDown" && rows[0]) focusRow(rowKey(rows[0]));
    else return;
    event.preventDefault();
  };
  const onCellKey = (event: KeyboardEvent, { contactId, field }: FieldPlace) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const beside = step === 0 ? null : fieldBeside(field, step);
    const way = event.key === "ArrowDown" ? "down" : event.key === "ArrowUp" ? "up" : null;
    if (beside) focusCell({ contactId, field: beside });
    else if (step !== 0 || event.key === "Escape") focusRow(contactId);
    else if (way) {
      const { focus } = stepRow(rows, contactId, way);
      if (focus !== undefined && !focusCell({ contactId: focus, field })) focusRow(focus);
    } else if (event.key === "Enter" || event.key === "F2" || event.key === " ") setEditing({ contactId, field });
    else return;
    event.preventDefault();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (target.dataset["head"] !== undefined) return onHeadKey(event, target);
    const field = FIELDS.find((each) => each === target.dataset["cell"]);
    if (field && stop !== null) return onCellKey(event, { contactId: stop, field });
    const row = rows.find((candidate) => rowKey(candidate) === stop);
    const step = STEPS[event.key];
    if (step) {
      const { focus, toggle: toggled } = stepRow(rows, stop, step);
      if (step === "up" && focus === undefined) table.current?.querySelector<HTMLElement>("[data-head]")?.focus();
      if (event.shiftKey)
        picks?.pick([stop, focus].filter((key) => key !== undefined && byId.has(key ?? "")) as string[], "also");
      if (focus !== undefined) focusRow(focus);
      if (toggled !== undefined) toggle(toggled);
    } else if (event.key === "Enter" && row) {
      if (row.type === "person") onOpen(row.contactId);
      else toggle(rowKey(row));
    } else if (event.key === "F2" && row?.type === "person")
      FIELDS.some((each) => focusCell({ contactId: row.contactId, field: each }));
    else if (event.key === "Escape" && picks && picks.picked.length > 0) picks.clearPicks();
    else if (event.key.length === 1 && /[\p{L}\p{N}]/u.test(event.key)) typeAhead(event);
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles["scroll"]}>
      <p className={styles["help"]}>
        Arrow keys move between people, right and left open and close a team, Enter shows details. Shift with the arrows
        selects several. The menu key lists what can be done.
        {formFor && " F2 goes to the cells that can be changed: left and right between them, Enter changes one."} The up
        arrow on the first row goes to the heads, which sort.
      </p>
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA pattern for a tree in columns
        role="treegrid"
        aria-multiselectable={picks !== null}
        aria-label="People by reporting line"
        className={styles["grid"]}
        onKeyDown={onKeyDown}
      >
        <OutlineHead sort={view.sort} onSort={onSort} />
        <tbody>
          {rows.map((row) =>
            row.type === "lane" ? (
              <LaneHead
                key={rowKey(row)}
                row={row}
                stop={stop}
                onToggle={() => toggle(rowKey(row))}
                onFocus={() => setAt(rowKey(row))}
              />
            ) : (
              <PersonLine
                key={row.contactId}
                row={row}
                person={byId.get(row.contactId) as Person}
                data={data}
                now={now}
                stop={stop}
                selected={view.selected === row.contactId}
                picked={picks?.isPicked(row.contactId) ?? false}
                onPick={picks && (() => picks.pick([row.contactId], "toggle"))}
                watchers={watchers?.get(row.contactId)}
                relations={relationshipsInWords(data.lines, row.contactId, nameOf)}
                onToggle={() => toggle(row.contactId)}
                onOpen={() => onOpen(row.contactId)}
                onFocus={() => setAt(row.contactId)}
                editing={editing?.contactId === row.contactId ? editing.field : null}
                form={
                  editing?.contactId === row.contactId && formFor ? formFor(editing, () => stopEditing(editing)) : null
                }
                onEdit={formFor && ((field) => setEditing({ contactId: row.contactId, field }))}
                onStop={(back) => editing && stopEditing(editing, back)}
                onMenu={(point) => onMenu(row.contactId, point)}
              />
            ),
          )}
        </tbody>
      </table>
      {rows.length === 0 && <p className={styles["none"]}>Nobody matches the filters.</p>}
    </div>
  );
}

interface LaneHeadProps {
  row: Extract<Row, { type: "lane" }>;
  stop: string | null;
  onToggle: () => void;
  onFocus: () => void;
}

function LaneHead({ row, stop, onToggle, onFocus }: LaneHeadProps) {
  return (
    <tr
      className={styles["lane"]}
      data-row={rowKey(row)}
      aria-level={1}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-expanded={row.expanded}
      tabIndex={stop === rowKey(row) ? 0 : -1}
      onFocus={onFocus}
      onClick={onToggle}
    >
      <td colSpan={COLUMNS.length}>
        <span className={styles["laneHead"]}>
          <span className={styles["chevron"]} aria-hidden="true">
            {row.expanded ? <ChevronDownIcon size={14} /> : <ChevronRightIcon size={14} />}
          </span>
          {row.label} <span className={styles["laneCount"]}>{row.count}</span>
        </span>
      </td>
    </tr>
  );
}

interface PersonLineProps {
  row: Extract<Row, { type: "person" }>;
  person: Person;
  data: MapData;
  now: Date;
  stop: string | null;
  selected: boolean;
  picked: boolean;
  onPick: (() => void) | null;
  relations: string;
  watchers: readonly Watcher[] | undefined;
  onToggle: () => void;
  onOpen: () => void;
  onFocus: () => void;
  onMenu: (at: { x: number; y: number }) => void;
  /** The cell whose form is open, and the form. */
  editing: Field | null;
  form: ReactNode;
  onEdit: ((field: Field) => void) | null;
  onStop: (back: boolean) => void;
}

function PersonLine({
  row,
  person,
  data,
  now,
  stop,
  selected,
  picked,
  onPick,
  relations,
  watchers,
  onToggle,
  onOpen,
  onFocus,
  onMenu,
  editing,
  form,
  onEdit,
  onStop,
}: PersonLineProps) {
  const persona = person.personas[0];
  const more = person.personas.length - 1;
  const cell = (field: Field) => ({
    person,
    field,
    onEdit: onEdit && !person.is_seat ? () => onEdit(field) : null,
    form: editing === field ? form : null,
    onClose: onStop,
  });
  return (
    <tr
      data-row={row.contactId}
      data-card={row.contactId}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-expanded={row.hasReports ? row.expanded : undefined}
      aria-selected={selected || picked}
      data-picked={picked || undefined}
      data-watched={watchers ? true : undefined}
      style={watchers?.[0] && { "--watcher": watchers[0].colour }}
      tabIndex={stop === row.contactId ? 0 : -1}
      onFocus={onFocus}
      onClick={(event) => (onPick && (event.shiftKey || event.ctrlKey || event.metaKey) ? onPick() : onOpen())}
      onContextMenu={(event) => {
        event.preventDefault();
        // The menu key has no pointer: the menu then opens beside the name.
        const box = event.currentTarget.getBoundingClientRect();
        onMenu(event.clientX > 0 ? { x: event.clientX, y: event.clientY } : { x: box.left + 80, y: box.bottom - 8 });
      }}
    >
      <th scope="row" data-column="person">
        <span className={styles["person"]} style={{ "--level": row.level - 1 }}>
          {row.hasReports ? (
            // The row itself opens and closes with the arrow keys; this is for the pointer.
            <span
              className={styles["chevron"]}
              aria-hidden="true"
              onClick={(event) => {
                event.stopPropagation();
                onToggle();
              }}
            >
              {row.expanded ? <ChevronDownIcon size={14} /> : <ChevronRightIcon size={14} />}
            </span>
          ) : (
            <span className={styles["chevron"]} aria-hidden="true" />
          )}
          <Avatar name={person.name} sentiment={sentimentKey(person)} size={32} glyph={false} />
          <span className={styles["words"]}>
            <span className={styles["name"]}>
              {person.name}
              {watchers && <WatcherNames watchers={watchers} />}
            </span>
            <span className={styles["title"]}>{person.title}</span>
            <span className={styles["compact"]} aria-hidden="true">
              {!person.is_seat && <SentimentBadge sentiment={sentimentKey(person)} />}
              {persona && <PersonaChip persona={persona} name={personaName(persona, data.personas)} size="small" />}
              <span className={styles["age"]}>{lastContact(person, now)}</span>
            </span>
          </span>
        </span>
      </th>
      <Cell {...cell("persona")}>
        {persona ? (
          <PersonaChip persona={persona} name={personaName(persona, data.personas)} />
        ) : (
          <span className={styles["quiet"]}>Not assessed</span>
        )}
        {more > 0 && <span className={styles["more"]}>+{more}</span>}
      </Cell>
      <Cell {...cell("vote")}>
        {person.is_seat ? (
          <span className={styles["quiet"]}>–</span>
        ) : (
          <span className={person.indicators.vote ? undefined : styles["quiet"]}>
            {VOTE_WORDS[person.indicators.vote]}
          </span>
        )}
      </Cell>
      <Cell {...cell("sentiment")}>
        {person.is_seat ? (
          <span className={styles["quiet"]}>–</span>
        ) : (
          <SentimentBadge sentiment={sentimentKey(person)} />
        )}
      </Cell>
      <Cell {...cell("influence")}>
        {person.is_seat ? (
          <span className={styles["quiet"]}>–</span>
        ) : (
          <InfluenceBars score={person.influence.score} assumed={person.influence.assumed} />
        )}
      </Cell>
      <td data-column="contact" data-stale={isStale(person, now) || undefined}>
        {lastContact(person, now)}
      </td>
      <td data-column="relations">{relations || "–"}</td>
    </tr>
  );
}
