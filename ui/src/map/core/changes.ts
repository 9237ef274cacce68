/**
 * Edits of a map. Each is a value of one union, applied by a pure function which also returns the edit that takes it
 * back. The screen applies an edit at once and sends it; when the server refuses, the inverse restores exactly what was
 * touched and leaves other people's edits alone. Undo and redo need nothing more than a list of these.
 */

import { LINE_KINDS } from "./lines";
import type { Box, InfluenceOverride, MapData, MapLine, NamedRef, Person, SellerView } from "./types";

/** Fields of a stakeholder that are edited as they are. */
export type PersonFields = Partial<
  Pick<
    Person,
    | "personas"
    | "coverage_owner"
    | "notes"
    | "title"
    | "department"
    | "business_unit"
    | "seniority"
    | "name"
    | "email"
    | "status"
  >
> & { indicators?: Partial<Person["indicators"]> };

export type LineFields = Partial<Pick<MapLine, "kind" | "from" | "to" | "strength" | "note" | "since" | "told_by">>;

export type Change =
  | { type: "edit_person"; contactId: string; fields: PersonFields }
  | { type: "assess_sentiment"; contactId: string; seller: SellerView | null }
  | { type: "override_influence"; contactId: string; override: InfluenceOverride | null }
  /** `line` is the solid line that results: its id is provisional until the server answers. Null: no manager. */
  | { type: "set_manager"; contactId: string; managerId: string | null; line: MapLine | null }
  | { type: "add_line"; line: MapLine }
  | { type: "edit_line"; lineId: string; fields: LineFields }
  | { type: "remove_line"; lineId: string }
  | { type: "add_person"; person: Person; box: Box | null; lines: MapLine[] }
  | { type: "remove_person"; contactId: string }
  /** `person` takes an empty seat, with its personas and lines. */
  | { type: "fill_seat"; seatId: string; person: Person }
  /** The way back: the seat is empty again. `added`: the person came onto the map by taking it. */
  | { type: "open_seat"; seat: Person; box: Box | null; lines: MapLine[]; person: Person; added: boolean }
  /** `box` is where the card stands from then on; null: where it stands now, until the server has laid the map out. */
  | { type: "pin_person"; contactId: string; pin: Person["pin"]; box: Box | null };

export interface Applied {
  data: MapData;
  /** Undefined when the edit found nothing to change: then there is nothing to take back. */
  inverse?: Change;
}

export function applyChange(data: MapData, change: Change): Applied {
  switch (change.type) {
    case "edit_person":
      return editPerson(data, change.contactId, change.fields);
    case "assess_sentiment":
      return assessSentiment(data, change.contactId, change.seller);
    case "override_influence":
      return overrideInfluence(data, change.contactId, change.override);
    case "set_manager":
      return setManager(data, change);
    case "add_line":
      return addLine(data, change.line);
    case "edit_line":
      return editLine(data, change.lineId, change.fields);
    case "remove_line":
      return removeLine(data, change.lineId);
    case "add_person":
      return addPerson(data, change);
    case "remove_person":
      return removePerson(data, change.contactId);
    case "pin_person":
      return pinPerson(data, change);
    case "fill_seat":
      return fillSeat(data, change);
    case "open_seat":
      return openSeat(data, change);
  }
}

function find(data: MapData, contactId: string): Person | undefined {
  return data.people.find((person) => person.contact_id === contactId);
}

/** Everybody else keeps their object, so a card redraws only for its own person. */
function withPerson(data: MapData, contactId: string, change: (person: Person) => Person): MapData {
  return { ...data, people: data.people.map((person) => (person.contact_id === contactId ? change(person) : person)) };
}

function pick<T extends object>(from: T, like: Partial<T>): Partial<T> {
  return Object.fromEntries(Object.keys(like).map((key) => [key, from[key as keyof T]])) as Partial<T>;
}

function editPerson(data: MapData, contactId: string, fields: PersonFields): Applied {
  const person = find(data, contactId);
  if (!person) return { data };
  const { indicators, ...plain } = fields;
  const before: PersonFields = pick<Person>(person, plain as Partial<Person>) as PersonFields;
  if (indicators) before.indicators = pick(person.indicators, indicators);
  const next = withPerson(data, contactId, (was) => ({
    ...was,
    ...plain,
    indicators: indicators ? { ...was.indicators, ...indicators } : was.indicators,
  }));
  return { data: next, inverse: { type: "edit_person", contactId, fields: before } };
}

function assessSentiment(data: MapData, contactId: string, seller: SellerView | null): Applied {
  const person = find(data, contactId);
  if (!person) return { data };
  // Until the server has weighed it against behaviour, the new view is the best guess of the effective one.
  const next = withPerson(data, contactId, (was) => ({
    ...was,
    sentiment: {
      ...was.sentiment,
      seller,
      effective: seller?.word ?? was.sentiment.behaviour?.word ?? null,
      source: seller ? "seller" : was.sentiment.source,
    },
  }));
  return { data: next, inverse: { type: "assess_sentiment", contactId, seller: person.sentiment.seller } };
}

function overrideInfluence(data: MapData, contactId: string, override: InfluenceOverride | null): Applied {
  const person = find(data, contactId);
  if (!person) return { data };
  const next = withPerson(data, contactId, (was) => ({
    ...was,
    influence: { ...was.influence, override, level: override?.level ?? was.influence.level },
  }));
  return { data: next, inverse: { type: "override_influence", contactId, override: person.influence.override } };
}

function setManager(data: MapData, change: Extract<Change, { type: "set_manager" }>): Applied {
  const old = data.lines.find((line) => line.kind === "reports_to" && line.from === change.contactId) ?? null;
  const rest = data.lines.filter((line) => line !== old);
  const lines = change.line ? [...rest, change.line] : rest;
  return {
    data: { ...data, lines },
    inverse: { type: "set_manager", contactId: change.contactId, managerId: old?.to ?? null, line: old },
  };
}

function addLine(data: MapData, line: MapLine): Applied {
  return { data: { ...data, lines: [...data.lines, line] }, inverse: { type: "remove_line", lineId: line.id } };
}

function editLine(data: MapData, lineId: string, fields: LineFields): Applied {
  const line = data.lines.find((candidate) => candidate.id === lineId);
  if (!line) return { data };
  const lines = data.lines.map((candidate) => (candidate === line ? { ...line, ...fields } : candidate));
  return { data: { ...data, lines }, inverse: { type: "edit_line", lineId, fields: pick(line, fields) } };
}

function removeLine(data: MapData, lineId: string): Applied {
  const line = data.lines.find((candidate) => candidate.id === lineId);
  if (!line) return { data };
  return {
    data: { ...data, lines: data.lines.filter((candidate) => candidate !== line) },
    inverse: { type: "add_line", line },
  };
}

function addPerson(data: MapData, { person, box, lines }: Extract<Change, { type: "add_person" }>): Applied {
  if (find(data, person.contact_id)) return { data };
  const boxes = box ? { ...data.layout.boxes, [person.contact_id]: box } : data.layout.boxes;
  const next = {
    ...data,
    people: [...data.people, person],
    lines: [...data.lines, ...lines],
    layout: { ...data.layout, boxes },
  };
  return { data: next, inverse: { type: "remove_person", contactId: person.contact_id } };
}

function removePerson(data: MapData, contactId: string): Applied {
  const person = find(data, contactId);
  if (!person) return { data };
  const { [contactId]: box, ...boxes } = data.layout.boxes;
  const gone = data.lines.filter((line) => line.from === contactId || line.to === contactId);
  const next = {
    ...data,
    people: data.people.filter((candidate) => candidate !== person),
    lines: data.lines.filter((line) => !gone.includes(line)),
    layout: { ...data.layout, boxes },
  };
  return { data: next, inverse: { type: "add_person", person, box: box ?? null, lines: gone } };
}

function fillSeat(data: MapData, { seatId, person }: Extract<Change, { type: "fill_seat" }>): Applied {
  const seat = find(data, seatId);
  if (!seat) return { data };
  const present = find(data, person.contact_id);
  const { [seatId]: box, ...boxes } = data.layout.boxes;
  const id = person.contact_id;
  const lines = data.lines.filter((line) => line.from === seatId || line.to === seatId);
  // Until the server has answered: who has a manager keeps them, and nobody gets a line to themselves.
  const managed = new Set(data.lines.filter((line) => line.kind === "reports_to").map((line) => line.from));
  const moved = lines.flatMap((line): MapLine[] => {
    const next = { ...line, from: line.from === seatId ? id : line.from, to: line.to === seatId ? id : line.to };
    const second = line.kind === "reports_to" && line.from === seatId && managed.has(id);
    return second || next.from === next.to ? [] : [next];
  });
  const personas = [...new Set([...(present ?? person).personas, ...seat.personas])];
  const seated = { ...(present ?? person), personas };
  const others = data.people.filter((each) => each !== seat && each !== present);
  const placed = present || !box ? boxes : { ...boxes, [id]: box };
  return {
    data: {
      ...data,
      people: [...others, seated],
      lines: [...data.lines.filter((line) => !lines.includes(line)), ...moved],
      layout: { ...data.layout, boxes: placed },
    },
    inverse: { type: "open_seat", seat, box: box ?? null, lines, person: present ?? person, added: !present },
  };
}

function openSeat(data: MapData, change: Extract<Change, { type: "open_seat" }>): Applied {
  const { seat, box, lines, person, added } = change;
  if (find(data, seat.contact_id)) return { data };
  const kept = data.people.filter((each) => each.contact_id !== person.contact_id);
  const here = find(data, person.contact_id) ?? person;
  const people = added ? kept : [...kept, { ...here, personas: person.personas }];
  const present = new Set(people.map((each) => each.contact_id)).add(seat.contact_id);
  const ids = new Set(lines.map((line) => line.id));
  const rest = data.lines.filter((line) => !ids.has(line.id) && present.has(line.from) && present.has(line.to));
  const boxes = box ? { ...data.layout.boxes, [seat.contact_id]: box } : data.layout.boxes;
  return {
    data: { ...data, people: [...people, seat], lines: [...rest, ...lines], layout: { ...data.layout, boxes } },
    inverse: { type: "fill_seat", seatId: seat.contact_id, person: here },
  };
}

function pinPerson(data: MapData, { contactId, pin, box }: Extract<Change, { type: "pin_person" }>): Applied {
  const person = find(data, contactId);
  const before = data.layout.boxes[contactId];
  if (!person || !before) return { data };
  const moved = withPerson(data, contactId, (was) => ({ ...was, pin }));
  const boxes = box ? { ...data.layout.boxes, [contactId]: box } : data.layout.boxes;
  return {
    data: { ...moved, layout: { ...data.layout, boxes } },
    inverse: { type: "pin_person", contactId, pin: person.pin, box: before },
  };
}

/** What a change is called in menus, messages and in "Undo: ...". */
export function describeChange(change: Change, nameOf: (id: string) => string): string {
  switch (change.type) {
    case "edit_person":
      return `Edit ${nameOf(change.contactId)}`;
    case "assess_sentiment":
      return `Assess ${nameOf(change.contactId)}`;
    case "override_influence":
      return `Influence of ${nameOf(change.contactId)}`;
    case "set_manager":
      return change.managerId
        ? `${nameOf(change.contactId)} reports to ${nameOf(change.managerId)}`
        : `${nameOf(change.contactId)} reports to nobody`;
    case "add_line":
      return `${nameOf(change.line.from)} ${LINE_KINDS[change.line.kind].forward} ${nameOf(change.line.to)}`;
    case "edit_line":
      return "Edit line";
    case "remove_line":
      return "Remove line";
    case "add_person":
      return `Add ${change.person.name}`;
    case "remove_person":
      return `Remove ${nameOf(change.contactId)}`;
    case "fill_seat":
      return `${change.person.name} takes the seat ${nameOf(change.seatId)}`;
    case "open_seat":
      return `Empty the seat ${change.seat.name}`;
    case "pin_person":
      return change.pin ? `Pin ${nameOf(change.contactId)}` : `Unpin ${nameOf(change.contactId)}`;
  }
}

/** A line as it looks before the server has given it an id. Undirected lines start at the smaller id, as stored. */
export function draftLine(kind: MapLine["kind"], from: string, to: string, extra: Partial<MapLine> = {}): MapLine {
  const swap = !LINE_KINDS[kind].directed && to < from;
  return {
    id: `draft:${kind}:${from}:${to}`,
    version: 0,
    kind,
    from: swap ? to : from,
    to: swap ? from : to,
    strength: null,
    note: "",
    since: null,
    told_by: "",
    opportunity_id: null,
    open_comments: 0,
    ...extra,
  };
}

/** Of a line or a person: drawn, and not yet known to the server. */
export function isDraft(row: { id: string }): boolean {
  return row.id.startsWith("draft:");
}

/** A person just put on the map: nothing assessed yet. */
export function draftPerson(contact: {
  id: string;
  name: string;
  title: string;
  department: string;
  email: string;
  account: NamedRef | null;
}): Person {
  return {
    id: `draft:${contact.id}`,
    contact_id: contact.id,
    version: 0,
    contact_version: 0,
    name: contact.name,
    title: contact.title,
    department: contact.department,
    business_unit: "",
    seniority: "",
    email: contact.email,
    account: contact.account,
    is_outsider: false,
    status: "active",
    personas: [],
    coverage_owner: null,
    sentiment: {
      effective: null,
      score: null,
      source: null,
      reason: "",
      diverges: false,
      seller: null,
      behaviour: null,
    },
    influence: { score: null, level: null, confidence: null, assumed: true, override: null, parts: [] },
    engagement: { level: null, score: null, last_two_way_at: null, last_seller_led_at: null, trend: [], parts: [] },
    indicators: NOT_ASSESSED,
    notes: "",
    pin: null,
  };
}

export const NOT_ASSESSED: Person["indicators"] = {
  purchasing_authority: null,
  approval_power: null,
  committee_member: null,
  senior_for_decision: null,
  personal_connections: null,
  relationship: null,
  process_role: "",
  access: "",
  change_stance: "",
  fit_view: null,
  preference: "",
  buying_stage: "",
  is_key: null,
  owns_problem: null,
  aligned_with: "",
  vote_kind: "",
  vote: "",
};
