/** Which people are meant: filters, search and jumping by typed letters. */

import type { Person } from "./types";
import { sentimentKey } from "./words";

/** Empty lists filter nothing. Values within one list are alternatives, the lists must all hold. */
export interface Filters {
  sentiment: readonly string[];
  persona: readonly string[];
  engagement: readonly string[];
  influence: readonly string[];
  owner: readonly string[];
  department: readonly string[];
}

export const NO_FILTERS: Filters = {
  sentiment: [],
  persona: [],
  engagement: [],
  influence: [],
  owner: [],
  department: [],
};

export type FilterName = keyof Filters;

export const FILTER_NAMES = Object.keys(NO_FILTERS) as FilterName[];

/** Stands for "has none" in a filter on persona, owner or department. */
export const NONE = "none";

function values(person: Person, name: FilterName): readonly string[] {
  switch (name) {
    case "sentiment":
      return [sentimentKey(person)];
    case "persona":
      return person.personas.length > 0 ? person.personas : [NONE];
    case "engagement":
      return [person.engagement.level ?? NONE];
    case "influence":
      return [person.influence.level ?? NONE];
    case "owner":
      return [person.coverage_owner?.id ?? NONE];
    case "department":
      return [person.department || NONE];
  }
}

export function matches(person: Person, filters: Filters): boolean {
  return FILTER_NAMES.every(
    (name) => filters[name].length === 0 || values(person, name).some((value) => filters[name].includes(value)),
  );
}

export function countFilters(filters: Filters): number {
  return FILTER_NAMES.reduce((count, name) => count + filters[name].length, 0);
}

/** Contact ids of those who match; null when nothing is filtered, which is cheaper to ask about. */
export function filtered(people: readonly Person[], filters: Filters): Set<string> | null {
  if (countFilters(filters) === 0) return null;
  return new Set(people.filter((person) => matches(person, filters)).map((person) => person.contact_id));
}

/** Letters compared without case and accents: "muller" finds "Müller". */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLocaleLowerCase();
}

/** People whose name, title, department or address holds all typed words; starts of names come first. */
export function search(people: readonly Person[], typed: string, limit = 8): Person[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const scored = people.flatMap((person) => {
    const name = fold(person.name);
    const all = fold(`${person.name} ${person.title} ${person.department} ${person.email}`);
    if (!words.every((word) => all.includes(word))) return [];
    const first = words[0] as string;
    const rank = name.startsWith(first) ? 0 : name.includes(` ${first}`) ? 1 : name.includes(first) ? 2 : 3;
    return [{ person, rank }];
  });
  scored.sort(
    (a, b) =>
      a.rank - b.rank ||
      (b.person.influence.score ?? 0) - (a.person.influence.score ?? 0) ||
      a.person.name.localeCompare(b.person.name),
  );
  return scored.slice(0, limit).map(({ person }) => person);
}

/** The next person after `from`, in the given order, with a first or last name starting with what was typed. */
export function jump(order: readonly Person[], from: string | null, typed: string): string | null {
  const start = order.findIndex((person) => person.contact_id === from);
  const prefix = fold(typed);
  // While a word grows the current person may still match; a single letter moves on to the next.
  const offset = prefix.length > 1 ? 0 : 1;
  for (let step = 0; step < order.length; step++) {
    const person = order[(Math.max(start, start === -1 ? -1 : 0) + offset + step + order.length) % order.length];
    if (
      person &&
      fold(person.name)
        .split(/\s+/)
        .some((word) => word.startsWith(prefix))
    )
      return person.contact_id;
  }
  return null;
}
