/**
 * Empty seats. The server keeps them apart from the people, because they are nobody; on the map a seat is a card like
 * the others, so here it stands among them, marked. Whatever counts or assesses people asks `isSeat` first.
 */

import { newId } from "~/api/ids";
import { NOT_ASSESSED } from "./changes";
import type { MapData, MapLine, Person, PersonaRef } from "./types";

export const NOBODY_NAMED = "Nobody named yet";

export interface Seat {
  id: string;
  version: number;
  title: string;
  personas: string[];
  notes: string;
  pin: { x: number; y: number } | null;
}

/** The map as the server answers it. */
export type MapReply = MapData & { seats: Seat[]; seat_lines: MapLine[] };

export function withSeats({ seats, seat_lines: seatLines, ...map }: MapReply): MapData {
  if (seats.length === 0) return map;
  return {
    ...map,
    people: [...map.people, ...seats.map((seat) => seatCard(seat, map.personas))],
    lines: [...map.lines, ...seatLines],
  };
}

export function isSeat(person: Person): boolean {
  return person.is_seat === true;
}

/** Everybody who is somebody. */
export function realPeople(people: readonly Person[]): Person[] {
  return people.some(isSeat) ? people.filter((person) => !isSeat(person)) : (people as Person[]);
}

/** A seat that is being put on the map: its id is made here, so that lines can be drawn to it at once. */
export function draftSeat(title: string, personas: string[], names: readonly PersonaRef[]): Person {
  const id = newId();
  const card = seatCard({ id, version: 0, title: title.trim(), personas, notes: "", pin: null }, names);
  return { ...card, id: `draft:${id}` };
}

export function seatName(title: string, personas: readonly string[], names: readonly PersonaRef[]): string {
  return title || names.find(({ key }) => key === personas[0])?.name || "Empty seat";
}

/** What was said of its title: a card without one is called by its persona. */
export function titleOf({ name, personas }: Pick<Person, "name" | "personas">, names: readonly PersonaRef[]): string {
  return name === seatName("", personas, names) ? "" : name;
}

/** Whether a line starts or ends at an empty seat of this map. */
export function isSeatLine(map: MapData, line: Pick<MapLine, "from" | "to">): boolean {
  return map.people.some((each) => isSeat(each) && (each.contact_id === line.from || each.contact_id === line.to));
}

function seatCard(seat: Seat, names: readonly PersonaRef[]): Person {
  return {
    id: seat.id,
    contact_id: seat.id,
    is_seat: true,
    version: seat.version,
    contact_version: 0,
    name: seatName(seat.title, seat.personas, names),
    title: NOBODY_NAMED,
    department: "",
    business_unit: "",
    seniority: "",
    email: "",
    account: null,
    is_outsider: false,
    status: "active",
    personas: seat.personas,
    coverage_owner: null,
    sentiment: { ...UNKNOWN_SENTIMENT },
    influence: { score: null, level: null, confidence: null, assumed: true, override: null, parts: [] },
    engagement: { level: null, score: null, last_two_way_at: null, last_seller_led_at: null, trend: [], parts: [] },
    indicators: NOT_ASSESSED,
    notes: seat.notes,
    pin: seat.pin,
  };
}

const UNKNOWN_SENTIMENT = {
  effective: null,
  score: null,
  source: null,
  reason: "",
  diverges: false,
  seller: null,
  behaviour: null,
} as const;
