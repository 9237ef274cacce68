/**
 * What one person did to a map, to take back and do again. Nothing here knows the server: a step is the list of changes
 * that go back, each with what the last change left behind, so that what somebody else changed since is seen before it
 * would be written over.
 */

import type { Change } from "./changes";
import type { MapData } from "./types";
import type { SavedVersions } from "./versions";

/** Values by field, as a conflict shows them. */
export type Touched = Readonly<Record<string, unknown>>;

export interface StepPart {
  back: Change;
  /** What the fields that go back held after our change. */
  left: Touched;
}

export interface Step {
  /** "Elif Sahin reports to Bruno Keller". */
  title: string;
  parts: readonly StepPart[];
}

export interface Past {
  done: readonly Step[];
  undone: readonly Step[];
}

export const NO_PAST: Past = { done: [], undone: [] };
/** Nobody remembers further back, and each step keeps a person or a line. */
const KEPT = 200;

/** Something new was done: what had been undone is no longer ahead of us. */
export function withDone(past: Past, step: Step): Past {
  return { done: [...past.done, step].slice(-KEPT), undone: [] };
}

/** A step was undone, and `again` does it again. */
export function withUndone(past: Past, step: Step, again: Step | null): Past {
  return { done: past.done.filter((each) => each !== step), undone: again ? [...past.undone, again] : past.undone };
}

/** A step was done again, and `back` undoes it again. */
export function withRedone(past: Past, step: Step, back: Step | null): Past {
  return { done: back ? [...past.done, back] : past.done, undone: past.undone.filter((each) => each !== step) };
}

/** What the map holds now in the fields a change is about. Empty: the person or line is not there. */
export function touched(data: MapData, change: Change): Touched {
  switch (change.type) {
    case "edit_person": {
      const person = data.people.find((each) => each.contact_id === change.contactId);
      if (!person) return {};
      const { indicators, ...plain } = change.fields;
      return {
        ...valuesOf(person, Object.keys(plain)),
        ...(indicators ? valuesOf(person.indicators, Object.keys(indicators)) : {}),
      };
    }
    case "assess_sentiment": {
      const person = data.people.find((each) => each.contact_id === change.contactId);
      const seller = person?.sentiment.seller;
      return person ? { sentiment: seller?.word ?? null, evidence: seller?.evidence ?? "" } : {};
    }
    case "override_influence": {
      const person = data.people.find((each) => each.contact_id === change.contactId);
      const override = person?.influence.override;
      return person
        ? { level: override?.level ?? null, reason: override?.reason ?? "", until: override?.until ?? null }
        : {};
    }
    case "set_manager": {
      const line = data.lines.find((each) => each.kind === "reports_to" && each.from === change.contactId);
      return { reports_to: line?.to ?? null };
    }
    case "edit_line": {
      const line = data.lines.find((each) => each.id === change.lineId);
      return line ? valuesOf(line, Object.keys(change.fields)) : {};
    }
    case "pin_person": {
      const person = data.people.find((each) => each.contact_id === change.contactId);
      return person ? { pin: person.pin } : {};
    }
    case "remove_line":
    case "add_line":
    case "add_person":
    case "remove_person":
    case "fill_seat":
    case "open_seat":
      return {};
  }
}

/** What a change writes into the fields it is about. */
export function written(change: Change): Touched {
  switch (change.type) {
    case "edit_person": {
      const { indicators, ...plain } = change.fields;
      return { ...plain, ...indicators };
    }
    case "assess_sentiment":
      return { sentiment: change.seller?.word ?? null, evidence: change.seller?.evidence ?? "" };
    case "override_influence": {
      const { override } = change;
      return { level: override?.level ?? null, reason: override?.reason ?? "", until: override?.until ?? null };
    }
    case "set_manager":
      return { reports_to: change.managerId };
    case "edit_line":
      return { ...change.fields };
    case "pin_person":
      return { pin: change.pin };
    default:
      return {};
  }
}

/**
 * Whether somebody else wrote after us what this part would take back: then the fields as they are now, or null when it
 * may go back. Taking a person or a line away looks at their version: `own` is the last one our own edits made.
 */
export function overtaken(data: MapData, part: StepPart, own: SavedVersions): Touched | null {
  const { back, left } = part;
  if (back.type === "remove_person") {
    const person = data.people.find((each) => each.contact_id === back.contactId);
    return isNewer(person?.version, person && own.stakeholders?.[person.id]) ? {} : null;
  }
  if (back.type === "remove_line") {
    const line = data.lines.find((each) => each.id === back.lineId);
    return isNewer(line?.version, own.lines?.[back.lineId]) ? {} : null;
  }
  const now = touched(data, back);
  // Gone from the map: the server says so in its own words.
  const same = Object.keys(now).every((name) => alike(now[name], left[name]));
  return same ? null : now;
}

function isNewer(version: number | undefined, own: number | undefined): boolean {
  return version !== undefined && own !== undefined && version > own;
}

function valuesOf<T extends object>(from: T, names: readonly string[]): Touched {
  return Object.fromEntries(names.map((name) => [name, from[name as keyof T]]));
}

/** The server trims texts and writes addresses small: neither makes a difference. */
function alike(one: unknown, other: unknown): boolean {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

function plain(value: unknown): unknown {
  if (typeof value === "string") return value.trim().toLowerCase();
  if (value !== null && typeof value === "object" && "id" in value) return value.id;
  return value ?? null;
}
