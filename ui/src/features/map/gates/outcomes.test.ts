import { expect, test } from "vitest";
import { sayShare } from "~/parts/wonShare";
import type { Outcomes } from "./api";
import { sayOutcomes } from "./outcomes";

const NONE: Outcomes["met"] = { won: 0, closed: 0, open: 0, share: null, low: 0, high: 1 };

test("a share comes with its count and interval", () => {
  const share = { won: 9, closed: 12, open: 1, share: 0.75, low: 0.468, high: 0.911 };
  expect(sayShare(share)).toBe("won 9 of 12 closed (75 %, 47 to 91 %)");
});

test("few closed deals are counted and not judged", () => {
  expect(sayShare({ ...NONE, won: 1, closed: 3 })).toBe("won 1 of 3 closed, too few to say");
  expect(sayShare({ ...NONE, open: 2 })).toBe("2 deals still open");
});

test("nothing is said of a rule nobody was let past", () => {
  expect(sayOutcomes(null)).toBe("");
  expect(sayOutcomes({ met: { ...NONE, closed: 5 }, waived: NONE, flagged: NONE })).toBe("");
  expect(sayOutcomes({ met: NONE, waived: { ...NONE, open: 1 }, flagged: NONE })).toContain("1 deal still open");
});
