/** Moments a map is compared with, by the names people give them. */

import type { Timeline } from "../time/api";

export interface NamedMoment {
  name: string;
  at: string;
}

const DAY_MS = 86_400_000;

/** Each with the day (its end) or the very moment; only those that lie in the deal's life. */
export function momentsOf(now: Date, timeline: Timeline | undefined): NamedMoment[] {
  const day = (ago: number) => new Date(now.getTime() - ago * DAY_MS).toISOString().slice(0, 10);
  // On a Friday the last one is a week ago.
  const sinceFriday = ((now.getUTCDay() + 1) % 7) + 1;
  const found: NamedMoment[] = [
    { name: "Yesterday", at: day(1) },
    { name: "Last Friday", at: day(sinceFriday) },
    { name: "A week ago", at: day(7) },
    { name: "A month ago", at: day(30) },
    { name: "Three months ago", at: day(91) },
  ];
  const review = timeline?.events.find(({ kind }) => kind === "review");
  const stage = timeline?.events.find(({ kind }) => kind === "stage");
  if (stage) found.unshift({ name: "Entering this stage", at: stage.at });
  if (review) found.unshift({ name: "The last review", at: review.at });
  const begin = timeline?.begins.slice(0, 10);
  return begin === undefined ? found : found.filter(({ at }) => at >= begin);
}
