import { expect, test } from "vitest";
import { countsPeople, sayRule, sayTrial, type Trial } from "./rules";

const TRIAL = {
  deals: 76,
  fired: 14,
  on_deals: 12,
  then_lost: 9,
  then_won: 1,
  still_open: 2,
} as unknown as Trial;

test("a trial says how often the rule would have fired and how those deals ended", () => {
  expect(sayTrial(TRIAL)).toBe(
    "It would have fired 14 times last quarter, on 12 deals: 9 then lost, 1 won, 2 still open.",
  );
  expect(sayTrial({ ...TRIAL, fired: 0 })).toBe("It would not have fired on any of 76 deals last quarter.");
});

test("a rule about nobody says so", () => {
  const conditions = [{ field: "personas", operator: "is", value: "champion" }] as const;
  expect(sayRule({ conditions: [...conditions], at_least: 0, at_most: 0 })).toBe("Nobody: personas is champion.");
  expect(sayRule({ conditions: [...conditions], at_least: 2, at_most: null })).toBe(
    "At least 2: personas is champion.",
  );
});

test("a rule about the deal says so before it counts people", () => {
  const big = { field: "deal.amount", operator: "at_least", value: 250000 } as const;
  const cold = { field: "sentiment.score", operator: "at_most", value: -20 } as const;
  expect(sayRule({ conditions: [big], at_least: 1, at_most: null })).toBe("Amount is at least 250,000.");
  expect(sayRule({ conditions: [cold, big], at_least: 2, at_most: null })).toBe(
    "Amount is at least 250,000; at least 2: sentiment score is at most -20.",
  );
  expect(countsPeople({ conditions: [big] })).toBe(false);
});
