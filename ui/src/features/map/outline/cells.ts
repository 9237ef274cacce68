/** Cells of the outline that can be changed where they stand, and how the keys move among them. */

import type { Person } from "~/map/core/types";

export const CELL_FIELDS = ["persona", "vote", "sentiment", "influence"] as const;
export type CellField = (typeof CELL_FIELDS)[number];

export interface CellPlace {
  contactId: string;
  field: CellField;
}

export const VOTE_WORDS: Readonly<Record<Person["indicators"]["vote"], string>> = {
  for: "For",
  against: "Against",
  undecided: "Undecided",
  "": "Not assessed",
};

/** The cell to the left or right; null: back to the row. */
export function cellBeside(field: CellField, step: -1 | 1): CellField | null {
  const place = CELL_FIELDS.indexOf(field) + step;
  return CELL_FIELDS[Math.min(place, CELL_FIELDS.length - 1)] ?? null;
}
