import { describe, expect, it } from "vitest";
import { haldenMap } from "./fixtures";
import { nextSort, readSort, type Sort, sortedRows, writeSort } from "./outlineSort";

const order = (sort: Sort, matched: ReadonlySet<string> | null = null) =>
  sortedRows(haldenMap.people, matched, sort, haldenMap.personas).map(
    (row) => haldenMap.people.find((person) => person.contact_id === row.contactId) as (typeof haldenMap.people)[0],
  );

describe("the outline by a column", () => {
  it("holds everybody once, in either direction", () => {
    for (const descending of [false, true])
      expect(new Set(order({ column: "influence", descending })).size).toBe(haldenMap.people.length);
  });

  it("goes up and down by the figure", () => {
    const scores = (descending: boolean) =>
      order({ column: "influence", descending }).flatMap(({ influence }) => influence.score ?? []);
    expect(scores(false)).toEqual([...scores(false)].sort((a, b) => a - b));
    expect(scores(true)).toEqual([...scores(false)].reverse());
  });

  it("puts those of whom nothing is known last, whichever way", () => {
    for (const descending of [false, true]) {
      const known = order({ column: "sentiment", descending }).map(({ sentiment }) => sentiment.effective !== null);
      expect(known.lastIndexOf(true)).toBe(known.filter(Boolean).length - 1);
    }
  });

  it("shows only those who match", () => {
    const one = haldenMap.people[3]?.contact_id ?? "";
    expect(order({ column: "person", descending: false }, new Set([one])).map((each) => each.contact_id)).toEqual([
      one,
    ]);
  });

  it("is switched up, down and off, and stands in the address", () => {
    const up = nextSort(null, "vote");
    const down = nextSort(up, "vote");
    expect([up, down].map(writeSort)).toEqual(["vote", "-vote"]);
    expect(nextSort(down, "vote")).toBeNull();
    expect(nextSort(down, "person")).toEqual({ column: "person", descending: false });
    expect(readSort("-vote")).toEqual(down);
    expect(readSort("nonsense")).toBeNull();
  });
});
