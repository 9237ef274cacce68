/** One thing done to several people: the changes that make it up, leaving out those that would change nothing. */

import type { Change } from "./changes";
import { draftLine } from "./changes";
import type { Box, NamedRef, Person } from "./types";

/** Adds personas behind those they have; a main persona somebody chose stays the main one. */
export function addPersonas(people: readonly Person[], personas: readonly string[]): Change[] {
  return people.flatMap(({ contact_id: contactId, personas: held }): Change[] => {
    const missing = personas.filter((key) => !held.includes(key));
    return missing.length > 0 ? [{ type: "edit_person", contactId, fields: { personas: [...held, ...missing] } }] : [];
  });
}

export function replacePersonas(people: readonly Person[], personas: readonly string[]): Change[] {
  return people.flatMap(({ contact_id: contactId, personas: held }): Change[] =>
    held.join() === personas.join() ? [] : [{ type: "edit_person", contactId, fields: { personas: [...personas] } }],
  );
}

export function giveOwner(people: readonly Person[], owner: NamedRef | null): Change[] {
  return people.flatMap(({ contact_id: contactId, coverage_owner: held }): Change[] =>
    held?.id === owner?.id ? [] : [{ type: "edit_person", contactId, fields: { coverage_owner: owner } }],
  );
}

/** Everybody under one manager; null: under nobody. `managerOf` tells who is there already. */
export function moveAll(
  people: readonly Person[],
  managerId: string | null,
  managerOf: ReadonlyMap<string, string>,
): Change[] {
  return people.flatMap(({ contact_id: contactId }): Change[] => {
    if ((managerOf.get(contactId) ?? null) === managerId || contactId === managerId) return [];
    const line = managerId === null ? null : draftLine("reports_to", contactId, managerId);
    return [{ type: "set_manager", contactId, managerId, line }];
  });
}

export function removeAll(people: readonly Person[]): Change[] {
  return people.map(({ contact_id: contactId }) => ({ type: "remove_person", contactId }));
}

/** Pinned where they stand, so that the layout moves around them; or given back to it. */
export function pinAll(people: readonly Person[], boxes: Readonly<Record<string, Box>>, pinned: boolean): Change[] {
  return people.flatMap(({ contact_id: contactId, pin }): Change[] => {
    const box = boxes[contactId];
    if (!box || (pin !== null) === pinned) return [];
    return [
      { type: "pin_person", contactId, pin: pinned ? { x: Math.round(box.x), y: Math.round(box.y) } : null, box: null },
    ];
  });
}

export function countOf(people: readonly unknown[]): string {
  return people.length === 1 ? "1 person" : `${people.length} people`;
}
