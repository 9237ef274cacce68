import { sayShare } from "~/parts/wonShare";
import type { Outcomes } from "./api";

/** How deals ended that met a rule and that were let past it; empty while nobody was let past. */
export function sayOutcomes(outcomes: Outcomes | null): string {
  if (!outcomes) return "";
  const past = outcomes.waived.closed + outcomes.waived.open > 0;
  return past ? `Let past on an exception: ${sayShare(outcomes.waived)}. Met: ${sayShare(outcomes.met)}.` : "";
}
