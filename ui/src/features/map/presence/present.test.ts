import { expect, test } from "vitest";
import { comings, othersIn, type Present, watchersOf } from "./present";

const anna: Present = { userId: "a", name: "Anna Berg", selected: "x" };
const ben: Present = { userId: "b", name: "Ben Roth", selected: "x" };
const cleo: Present = { userId: "c", name: "Cleo Lind", selected: null };

test("an event tells of the others, and not of another deal", () => {
  const people = [
    { user_id: "a", name: "Anna Berg", selected: "x" },
    { user_id: "me", name: "Myself", selected: null },
  ];
  const text = JSON.stringify({ opportunity_id: "deal", payload: { people } });
  expect(othersIn(text, "deal", "me")).toEqual([anna]);
  expect(othersIn(text, "another", "me")).toBeNull();
});

test("who comes and who leaves is said; who selects is not", () => {
  expect(comings([], [anna])).toBe("Anna Berg is here now.");
  expect(comings([anna], [ben, cleo])).toBe("Ben Roth, Cleo Lind are here now. Anna Berg has left.");
  expect(comings([anna], [{ ...anna, selected: null }])).toBe("");
});

test("two who look at the same person are both on the card", () => {
  const found = watchersOf([anna, ben, cleo]);
  expect([...found.keys()]).toEqual(["x"]);
  expect(found.get("x")?.map((each) => each.name)).toEqual(["Anna Berg", "Ben Roth"]);
});
