/** Versions the server gave out after an edit, put into the map we hold, so that the next edit does not contradict our own. */

import type { MapData } from "./types";

export interface SavedVersions {
  /** By stakeholder id. */
  stakeholders?: Readonly<Record<string, number>>;
  /** By contact id. */
  contacts?: Readonly<Record<string, number>>;
  /** By line id. */
  lines?: Readonly<Record<string, number>>;
}

export function withVersions(data: MapData, saved: SavedVersions): MapData {
  const { stakeholders = {}, contacts = {}, lines = {} } = saved;
  return {
    ...data,
    people: data.people.map((person) => {
      const version = stakeholders[person.id] ?? person.version;
      const contactVersion = contacts[person.contact_id] ?? person.contact_version;
      const same = version === person.version && contactVersion === person.contact_version;
      return same ? person : { ...person, version, contact_version: contactVersion };
    }),
    lines: data.lines.map((line) => {
      const version = lines[line.id] ?? line.version;
      return version === line.version ? line : { ...line, version };
    }),
  };
}

/** The later answers win. */
export function mergedVersions(before: SavedVersions, after: SavedVersions): SavedVersions {
  return {
    stakeholders: { ...before.stakeholders, ...after.stakeholders },
    contacts: { ...before.contacts, ...after.contacts },
    lines: { ...before.lines, ...after.lines },
  };
}
