/** Records are drawn before the server has given them an id; this puts the real ids in the place of the provisional ones. */

import type { Change } from "./changes";
import type { MapData } from "./types";

export type Ids = ReadonlyMap<string, string>;

export function withIds(data: MapData, ids: Ids): MapData {
  if (ids.size === 0) return data;
  const real = <T extends { id: string }>(row: T): T => {
    const id = ids.get(row.id);
    return id === undefined ? row : { ...row, id };
  };
  return { ...data, people: data.people.map(real), lines: data.lines.map(real) };
}

export function changeWithIds(change: Change, ids: Ids): Change {
  if (ids.size === 0) return change;
  const of = (id: string) => ids.get(id) ?? id;
  switch (change.type) {
    case "edit_line":
    case "remove_line":
      return { ...change, lineId: of(change.lineId) };
    case "add_line":
      return { ...change, line: { ...change.line, id: of(change.line.id) } };
    case "set_manager":
      return change.line ? { ...change, line: { ...change.line, id: of(change.line.id) } } : change;
    case "add_person":
      return {
        ...change,
        person: { ...change.person, id: of(change.person.id) },
        lines: change.lines.map((line) => ({ ...line, id: of(line.id) })),
      };
    case "fill_seat":
    case "open_seat":
      return { ...change, person: { ...change.person, id: of(change.person.id) } };
    default:
      return change;
  }
}
