/** Which deals of an account are looked at. */

export const OUTCOMES = [
  { value: "any", label: "All" },
  { value: "open", label: "Open" },
  { value: "closed", label: "Closed" },
] as const;
export type OutcomeChoice = (typeof OUTCOMES)[number]["value"];

export function choose<Deal>(
  deals: readonly Deal[],
  choice: OutcomeChoice,
  outcomeOf: (deal: Deal) => string,
): readonly Deal[] {
  if (choice === "any") return deals;
  return deals.filter((deal) => (outcomeOf(deal) === "open") === (choice === "open"));
}
