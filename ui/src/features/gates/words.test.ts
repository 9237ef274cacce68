import { expect, test } from "vitest";
import type { GateRule } from "./api";
import { sayRule } from "./words";

const RULE = {
  kind: "people",
  personas: [],
  departments: [],
  conditions: [],
  engaged: true,
  within_days: null,
  at_least: 1,
  at_most: null,
  since_entry: true,
} as unknown as GateRule;
const say = (rule: Partial<GateRule>) => sayRule({ ...RULE, ...rule }, (key) => key.replace("_", " "));

test("a rule about people says how many, who, and how", () => {
  expect(say({ at_least: 3, within_days: 21 })).toBe(
    "At least 3: anybody on the map, engaged, with an interaction we led within 21 days.",
  );
  expect(say({ personas: ["economic_buyer"], departments: ["finance"] })).toBe(
    "At least 1: economic buyer or somebody of finance, engaged.",
  );
});

test("a limit and a condition are said", () => {
  const conditions: GateRule["conditions"] = [{ field: "indicators.fit_view", operator: "at_least", value: 4 }];
  expect(say({ at_least: 0, at_most: 0, personas: ["blocker"], engaged: false })).toBe("At most 0: blocker.");
  expect(say({ conditions })).toContain("where fit view is at least 4.");
});

test("a rule about a review says since when", () => {
  expect(say({ kind: "review" })).toBe("The map was reviewed in this stage.");
  expect(say({ kind: "review", since_entry: false, within_days: 1 })).toBe("The map was reviewed within 1 day.");
});
