import { expect, test } from "vitest";
import { sayEffect } from "./effect";

test("few actions are counted and not judged", () => {
  const few = { actions: 1, deals_compared: 4, difference: null, low: null, high: null };
  expect(sayEffect(few)).toBe("Too few to say yet: 1 action compared with 4 deals.");
});

test("an effect comes with its interval and its counts", () => {
  const said = sayEffect({ actions: 12, deals_compared: 90, difference: 0.42, low: -0.1, high: 0.94 });
  expect(said).toContain("+0.4 people");
  expect(said).toContain("95 %: -0.1 to +0.9; 12 actions compared with 90 deals");
});
