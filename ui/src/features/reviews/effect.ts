import type { components } from "~/api/schema";
import { countOf } from "~/parts/format";

type Effect = components["schemas"]["ActionEffect"];

const signed = (value: number) => `${value > 0 ? "+" : ""}${value.toFixed(1)}`;

/** What actions were followed by, with count and interval; "too few to say" is an answer. */
export function sayEffect({ actions, deals_compared, difference, low, high }: Effect): string {
  const counted = `${countOf(actions, "action", "actions")} compared with ${countOf(deals_compared, "deal", "deals")}`;
  if (difference === null || low === null || high === null) return `Too few to say yet: ${counted}.`;
  return (
    `Four weeks after an action ${signed(difference)} people were engaged beyond what happened on similar deals without ` +
    `one (95 %: ${signed(low)} to ${signed(high)}; ${counted}). A comparison, not proof.`
  );
}
