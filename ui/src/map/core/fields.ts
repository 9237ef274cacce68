/** What is said of a person where they stand, on their card and in their row, and can be changed there. */

import type { Person } from "./types";

export const FIELDS = ["persona", "vote", "sentiment", "influence"] as const;
export type Field = (typeof FIELDS)[number];

/** As they are called in heads, tabs and for the ear. */
export const FIELD_NAMES: Readonly<Record<Field, string>> = {
  persona: "Personas",
  vote: "Vote",
  sentiment: "Sentiment",
  influence: "Influence",
};

/** One field of one person. */
export interface FieldPlace {
  contactId: string;
  field: Field;
}

type Vote = Person["indicators"]["vote"];

export const VOTE_WORDS: Readonly<Record<Vote, string>> = {
  for: "For",
  against: "Against",
  undecided: "Undecided",
  "": "Not assessed",
};

/** Beside the word "Vote" on a card, where there is no room for more. */
export const VOTE_SIGNS: Readonly<Record<Exclude<Vote, "">, string>> = { for: "✓", against: "✕", undecided: "?" };

/** The field to the left or right; null: back to the row. */
export function fieldBeside(field: Field, step: -1 | 1): Field | null {
  const place = FIELDS.indexOf(field) + step;
  return FIELDS[Math.min(place, FIELDS.length - 1)] ?? null;
}
