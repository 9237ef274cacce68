/** People by influence and effective sentiment. Unknown is a place of its own, never the middle. */

import type { InfluenceLevel, Person, SentimentWord } from "./types";

/** From against to for, as read from left to right; null: not known. */
export const COLUMNS: readonly (SentimentWord | null)[] = [
  "opposed",
  "sceptical",
  "neutral",
  "supportive",
  "advocate",
  null,
];
/** From the top down; null: not known. */
export const ROWS: readonly (InfluenceLevel | null)[] = ["high", "medium", "low", null];

export interface Cell {
  sentiment: SentimentWord | null;
  influence: InfluenceLevel | null;
}

export function cellKey({ sentiment, influence }: Cell): string {
  return `${influence ?? "unknown"}:${sentiment ?? "unknown"}`;
}

export function cellOf(person: Person): Cell {
  return { sentiment: person.sentiment.effective, influence: person.influence.level };
}

/** Everybody in their cell, the most influential first. */
export function placed(people: readonly Person[]): Map<string, Person[]> {
  const cells = new Map<string, Person[]>();
  const ordered = [...people].sort(
    (a, b) => (b.influence.score ?? -1) - (a.influence.score ?? -1) || a.name.localeCompare(b.name),
  );
  for (const person of ordered) {
    const key = cellKey(cellOf(person));
    cells.set(key, [...(cells.get(key) ?? []), person]);
  }
  return cells;
}

export type Way = "left" | "right" | "up" | "down";

/** The cell one step away; the same one at the rim. */
export function neighbour({ sentiment, influence }: Cell, way: Way): Cell {
  const step = (values: readonly unknown[], at: number, by: number) =>
    Math.min(values.length - 1, Math.max(0, at + by));
  const column = step(COLUMNS, COLUMNS.indexOf(sentiment), way === "left" ? -1 : way === "right" ? 1 : 0);
  const row = step(ROWS, ROWS.indexOf(influence), way === "up" ? -1 : way === "down" ? 1 : 0);
  return { sentiment: COLUMNS[column] ?? null, influence: ROWS[row] ?? null };
}

/** What has to be said for a person to stand in another cell. A part that stays is absent. */
export interface Assessment {
  contactId: string;
  /** The seller's view to be given; null: to be taken back. */
  sentiment?: SentimentWord | null;
  /** The override to be given; null: to be taken off. */
  influence?: InfluenceLevel | null;
}

/** Null when nothing would change, or there is nothing of ours to take back. */
export function assessmentFor(person: Person, target: Cell): Assessment | null {
  const here = cellOf(person);
  const wanted: Assessment = { contactId: person.contact_id };
  if (target.sentiment !== here.sentiment && (target.sentiment !== null || person.sentiment.seller !== null))
    wanted.sentiment = target.sentiment;
  if (target.influence !== here.influence && (target.influence !== null || person.influence.override !== null))
    wanted.influence = target.influence;
  return "sentiment" in wanted || "influence" in wanted ? wanted : null;
}
