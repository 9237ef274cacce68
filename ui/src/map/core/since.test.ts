import { describe, expect, it } from "vitest";
import { haldenMap } from "./fixtures";
import { overlapArea } from "./geometry";
import { compare, countsInWords, countsOf, markWords, withGhosts } from "./since";
import type { MapData } from "./types";

const [first, second, third] = haldenMap.people;
if (!first || !second || !third) throw new Error("three people at least");

const without = (...ids: string[]): MapData => ({
  ...haldenMap,
  people: haldenMap.people.filter((person) => !ids.includes(person.contact_id)),
  lines: haldenMap.lines.filter((line) => !ids.includes(line.from) && !ids.includes(line.to)),
});

describe("two moments laid over each other", () => {
  it("find no difference in the same map", () => {
    const found = compare(haldenMap, haldenMap);
    expect(found.people.size + found.lines.size + found.ghosts.length).toBe(0);
    expect(countsInWords(countsOf(found))).toBe("nothing changed");
  });

  it("tell who joined, and their lines as new", () => {
    const found = compare(without(first.contact_id), haldenMap);
    expect(found.people.get(first.contact_id)).toEqual({ kind: "joined", what: [] });
    const theirs = haldenMap.lines.filter((line) => [line.from, line.to].includes(first.contact_id));
    expect(theirs.length).toBeGreaterThan(0);
    for (const line of theirs) expect(found.lines.get(line.id)).toBe("new");
  });

  it("are each other's mirror", () => {
    const less = without(second.contact_id);
    const there = countsOf(compare(less, haldenMap));
    const back = countsOf(compare(haldenMap, less));
    expect([there.joined, there.drawn]).toEqual([back.left, back.gone]);
  });

  it("tell what changed of a person", () => {
    const now = {
      ...haldenMap,
      people: haldenMap.people.map((person) =>
        person === third
          ? { ...person, personas: ["blocker"], sentiment: { ...person.sentiment, effective: "opposed" as const } }
          : person,
      ),
    };
    const mark = compare(haldenMap, now).people.get(third.contact_id);
    expect(mark).toEqual({ kind: "changed", what: ["persona", "sentiment"] });
    expect(mark && markWords(mark)).toBe("New persona, sentiment");
  });

  it("take a line drawn again for the same line", () => {
    const now = { ...haldenMap, lines: haldenMap.lines.map((line) => ({ ...line, id: `again-${line.id}` })) };
    expect(compare(haldenMap, now).lines.size).toBe(0);
  });
});

describe("those who left", () => {
  it("stand under the map and on nobody", () => {
    const now = without(first.contact_id, second.contact_id);
    const boxes = { ...now.layout.boxes };
    delete boxes[first.contact_id];
    delete boxes[second.contact_id];
    const shown = withGhosts({ ...now, layout: { ...now.layout, boxes } }, compare(haldenMap, now), "Left");
    const lane = shown.layout.lanes.at(-1);
    expect(lane).toMatchObject({ label: "Left", count: 2 });
    const all = Object.entries(shown.layout.boxes);
    expect(all).toHaveLength(haldenMap.people.length);
    for (const [a, one] of all) for (const [b, two] of all) if (a < b) expect(overlapArea(one, two)).toBe(0);
  });
});
