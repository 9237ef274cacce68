/** The outline by a column instead of by reporting line: everybody in one flat list. */

import type { PersonRow } from "./outline";
import type { Person, PersonaRef } from "./types";
import { personaName } from "./words";

export const SORTED_BY = ["person", "persona", "vote", "sentiment", "influence", "contact"] as const;
export type SortColumn = (typeof SORTED_BY)[number];

export interface Sort {
  column: SortColumn;
  descending: boolean;
}

/** "influence", "-influence"; anything else is no order. */
export function readSort(value: string | null): Sort | null {
  const descending = value?.startsWith("-") ?? false;
  const column = SORTED_BY.find((each) => each === value?.replace(/^-/, ""));
  return column ? { column, descending } : null;
}

export function writeSort(sort: Sort | null): string | null {
  return sort && `${sort.descending ? "-" : ""}${sort.column}`;
}

/** What a column's head does next: up, down, and back to the reporting lines. */
export function nextSort(sort: Sort | null, column: SortColumn): Sort | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}

const STANCES = ["opposed", "sceptical", "neutral", "supportive", "advocate"];
const VOTES = ["against", "undecided", "for"];

/** Null: not assessed. Such people stand last in either direction: what nobody knows is neither little nor much. */
function standingIn(person: Person, { column }: Sort, personas: readonly PersonaRef[]): string | number | null {
  const rank = (order: readonly string[], word: string | null | undefined) =>
    word && order.includes(word) ? order.indexOf(word) : null;
  switch (column) {
    case "person":
      return person.name;
    case "persona":
      return person.personas[0] === undefined ? null : personaName(person.personas[0], personas);
    case "vote":
      return rank(VOTES, person.indicators.vote);
    case "sentiment":
      return rank(STANCES, person.sentiment.effective);
    case "influence":
      return person.influence.score;
    case "contact":
      return person.engagement.last_two_way_at && Date.parse(person.engagement.last_two_way_at);
  }
}

export function sortedRows(
  people: readonly Person[],
  matched: ReadonlySet<string> | null,
  sort: Sort,
  personas: readonly PersonaRef[],
): PersonRow[] {
  const shown = people
    .filter((person) => matched?.has(person.contact_id) ?? true)
    .map((person) => ({ person, value: standingIn(person, sort, personas) }));
  const way = sort.descending ? -1 : 1;
  shown.sort((a, b) => {
    if (a.value !== b.value) {
      if (a.value === null) return 1;
      if (b.value === null) return -1;
      return (typeof a.value === "number" ? a.value - Number(b.value) : a.value.localeCompare(String(b.value))) * way;
    }
    return a.person.name.localeCompare(b.person.name);
  });
  return shown.map(({ person }, place) => ({
    type: "person",
    contactId: person.contact_id,
    level: 1,
    position: place + 1,
    setSize: shown.length,
    hasReports: false,
    expanded: false,
  }));
}
