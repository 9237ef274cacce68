/** The outline as rows: people by reporting line, or under the heading of their lane. */

import { type Hierarchy, type OutlineRow, outlineRows } from "./hierarchy";
import type { Lane, MapData, Person } from "./types";
import type { GroupName } from "./viewState";

export interface PersonRow extends OutlineRow {
  type: "person";
}

export interface LaneRow {
  type: "lane";
  key: string;
  label: string;
  count: number;
  position: number;
  setSize: number;
  expanded: boolean;
}

export type Row = PersonRow | LaneRow;

/** Identifies a row whatever its type; also what is remembered as closed. */
export function rowKey(row: Row): string {
  return row.type === "lane" ? `lane:${row.key}` : row.contactId;
}

export function rowLevel(row: Row): number {
  return row.type === "lane" ? 1 : row.level;
}

interface RowsInput {
  data: MapData;
  tree: Hierarchy;
  group: GroupName;
  closed: ReadonlySet<string>;
  matched: ReadonlySet<string> | null;
}

export function rowsOf({ data, tree, group, closed, matched }: RowsInput): Row[] {
  if (group !== "persona" && group !== "department") {
    return outlineRows(tree, closed, matched ?? undefined).map((row) => ({ type: "person", ...row }));
  }
  const lanes = filledLanes(data.layout.lanes, data.people, group, matched);
  return lanes.flatMap(({ lane, members }, index): Row[] => {
    const expanded = !closed.has(`lane:${lane.key}`);
    const head: LaneRow = {
      type: "lane",
      key: lane.key,
      label: lane.label,
      count: members.length,
      position: index + 1,
      setSize: lanes.length,
      expanded,
    };
    const below = members.map(
      (person, place): PersonRow => ({
        type: "person",
        contactId: person.contact_id,
        level: 2,
        position: place + 1,
        setSize: members.length,
        hasReports: false,
        expanded: false,
      }),
    );
    return expanded ? [head, ...below] : [head];
  });
}

function filledLanes(
  lanes: readonly Lane[],
  people: readonly Person[],
  group: "persona" | "department",
  matched: ReadonlySet<string> | null,
) {
  const keyOf = (person: Person) => (group === "persona" ? (person.personas[0] ?? "") : person.department);
  return lanes
    .map((lane) => ({
      lane: { key: lane.key, label: lane.label || (group === "persona" ? "No persona" : "No department") },
      members: people
        .filter((person) => keyOf(person) === lane.key && (matched?.has(person.contact_id) ?? true))
        .sort((a, b) => (b.influence.score ?? -1) - (a.influence.score ?? -1) || a.name.localeCompare(b.name)),
    }))
    .filter(({ members }) => members.length > 0);
}

export type RowStep = "up" | "down" | "first" | "last" | "open" | "close";

export interface RowMove {
  /** Key of the row to focus. */
  focus?: string;
  /** Key of the row to open or close. */
  toggle?: string;
}

/** What a key does in the outline; right and left open and close, or go to the first child and the parent. */
export function stepRow(rows: readonly Row[], at: string | null, step: RowStep): RowMove {
  const index = rows.findIndex((row) => rowKey(row) === at);
  const row = rows[index];
  const key = (place: number): RowMove => {
    const target = rows[place];
    return target ? { focus: rowKey(target) } : {};
  };
  if (step === "first") return key(0);
  if (step === "last") return key(rows.length - 1);
  if (step === "down") return key(index + 1);
  if (step === "up") return index > 0 ? key(index - 1) : {};
  if (!row) return {};
  const opens = row.type === "lane" || row.hasReports;
  if (step === "open") return opens && !row.expanded ? { toggle: rowKey(row) } : opens ? key(index + 1) : {};
  if (opens && row.expanded) return { toggle: rowKey(row) };
  for (let place = index - 1; place >= 0; place--) {
    if (rowLevel(rows[place] as Row) < rowLevel(row)) return key(place);
  }
  return {};
}
