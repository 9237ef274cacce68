import type { Reply } from "~/api/types";

export type Standing = Reply<"list_contact_standings">["standings"][number];
export type StandingLevel = Standing["current"];

/** A ladder, lowest rung first; empty: not assessed. */
export const STANDING_LEVELS: readonly Exclude<StandingLevel, "">[] = [
  "vendor",
  "credible_source",
  "problem_solver",
  "trusted_adviser",
];
export const STANDING_WORDS: Readonly<Record<StandingLevel, string>> = {
  "": "Not assessed",
  vendor: "Vendor",
  credible_source: "Credible source",
  problem_solver: "Problem solver",
  trusted_adviser: "Trusted adviser",
};

/** "vendor, wanted: trusted adviser" */
export function standingWords(standing: Pick<Standing, "current" | "desired"> | null): string {
  if (!standing) return "not assessed";
  const now = STANDING_WORDS[standing.current].toLowerCase();
  return standing.desired ? `${now}, wanted: ${STANDING_WORDS[standing.desired].toLowerCase()}` : now;
}
