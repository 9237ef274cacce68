import { expect, test } from "vitest";
import { haldenMap } from "./fixtures";
import { assessmentFor, cellKey, cellOf, neighbour, placed } from "./matrix";
import type { Person } from "./types";

const someone = haldenMap.people[0] as Person;
const unknown: Person = {
  ...someone,
  contact_id: "u",
  sentiment: { ...someone.sentiment, effective: null, seller: null },
  influence: { ...someone.influence, level: null, score: null, override: null },
};

test("everybody stands in exactly one cell, and the unknown never in the middle", () => {
  const cells = placed([...haldenMap.people, unknown]);
  expect([...cells.values()].flat()).toHaveLength(haldenMap.people.length + 1);
  expect(cells.get("unknown:unknown")).toContain(unknown);
});

test("steps end at the rim", () => {
  const corner = { sentiment: "opposed", influence: "high" } as const;
  expect(neighbour(corner, "left")).toEqual(corner);
  expect(neighbour(corner, "up")).toEqual(corner);
  expect(cellKey(neighbour(neighbour(corner, "right"), "down"))).toBe("medium:sceptical");
});

test("a move says only what it changes", () => {
  const here = cellOf(someone);
  expect(assessmentFor(someone, here)).toBeNull();
  const aside = neighbour(here, here.sentiment === "opposed" ? "right" : "left");
  expect(assessmentFor(someone, aside)).toEqual({ contactId: someone.contact_id, sentiment: aside.sentiment });
});

test("what is not ours cannot be taken back", () => {
  const computed = { ...someone, sentiment: { ...someone.sentiment, effective: "neutral" as const, seller: null } };
  expect(assessmentFor(computed, { ...cellOf(computed), sentiment: null })).toBeNull();
});
