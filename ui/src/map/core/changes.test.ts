import { describe, expect, it } from "vitest";
import { applyChange, type Change, draftLine, draftPerson } from "./changes";
import { haldenMap, idOf } from "./fixtures";
import type { MapData } from "./types";
import { withVersions } from "./versions";

const lennart = () => idOf("Lennart Voss");
const valter = () => idOf("Valter Ahlgren");
const find = (data: MapData, id: string) => data.people.find((person) => person.contact_id === id);
const newcomer = draftPerson({
  id: "ffff",
  name: "Nora Lie",
  title: "CFO office",
  department: "Finance",
  email: "",
  account: null,
});

const CHANGES: Record<string, Change> = {
  "new personas": { type: "edit_person", contactId: lennart(), fields: { personas: ["blocker"] } },
  "an indicator": {
    type: "edit_person",
    contactId: lennart(),
    fields: { indicators: { vote: "against", is_key: true } },
  },
  "a seller's view": {
    type: "assess_sentiment",
    contactId: lennart(),
    seller: { word: "neutral", evidence: "He asked for a date.", at: null, by: null },
  },
  "an influence override": {
    type: "override_influence",
    contactId: lennart(),
    override: { level: "low", reason: "Leaves in March", until: "2027-01-31", by: null },
  },
  "a new manager": {
    type: "set_manager",
    contactId: lennart(),
    managerId: valter(),
    line: draftLine("reports_to", lennart(), valter()),
  },
  "no manager": { type: "set_manager", contactId: lennart(), managerId: null, line: null },
  "a card placed by hand": {
    type: "pin_person",
    contactId: lennart(),
    pin: { x: 5, y: 7 },
    box: { x: 5, y: 7, w: 9, h: 9 },
  },
  "a new line": { type: "add_line", line: draftLine("ally", valter(), lennart(), { strength: 2 }) },
  "an edited line": {
    type: "edit_line",
    lineId: haldenMap.lines.at(-1)?.id ?? "",
    fields: { strength: 3, note: "Old friends" },
  },
  "a removed line": { type: "remove_line", lineId: haldenMap.lines[4]?.id ?? "" },
  "a new person": { type: "add_person", person: newcomer, box: { x: 0, y: 0, w: 234, h: 112 }, lines: [] },
  "a removed person": { type: "remove_person", contactId: lennart() },
};

/** The order of people and lines carries no meaning, so it may differ after there and back. */
function unordered(data: MapData) {
  const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
  return { ...data, people: data.people.toSorted(byId), lines: data.lines.toSorted(byId) };
}

describe.each(Object.entries(CHANGES))("%s", (_name, change) => {
  it("changes the map, leaves the old one alone, and its inverse restores it", () => {
    const before = structuredClone(haldenMap);
    const { data, inverse } = applyChange(haldenMap, change);
    expect(unordered(data)).not.toEqual(unordered(haldenMap));
    expect(haldenMap).toEqual(before);
    if (!inverse) throw new Error("a change that did something must have an inverse");
    const back = unordered(applyChange(data, inverse).data);
    if (change.type === "assess_sentiment") {
      // The effective word is the server's to say; taking back restores the seller's part of it.
      expect(back.people.map((person) => person.sentiment.seller)).toEqual(
        unordered(haldenMap).people.map((person) => person.sentiment.seller),
      );
    } else if (change.type === "override_influence") {
      expect(back.people.map((person) => person.influence.override)).toEqual(
        unordered(haldenMap).people.map((person) => person.influence.override),
      );
    } else expect(back).toEqual(unordered(haldenMap));
  });

  it("keeps the objects of everybody else, so that no other card redraws", () => {
    const { data } = applyChange(haldenMap, change);
    const same = data.people.filter((person) => haldenMap.people.includes(person));
    expect(same.length).toBeGreaterThanOrEqual(16);
  });
});

describe("taking back one change of several", () => {
  it("keeps what others did in between", () => {
    const mine = applyChange(haldenMap, CHANGES["new personas"] as Change);
    const theirs = applyChange(mine.data, {
      type: "edit_person",
      contactId: lennart(),
      fields: { notes: "Called on Monday" },
    });
    const back = applyChange(theirs.data, mine.inverse as Change).data;
    expect(find(back, lennart())).toMatchObject({ personas: ["technical_buyer"], notes: "Called on Monday" });
  });
});

describe("versions given out after an edit", () => {
  it("reach the record they belong to and leave all other objects alone", () => {
    const person = find(haldenMap, lennart());
    if (!person) throw new Error("fixture lacks Lennart Voss");
    const saved = withVersions(haldenMap, { stakeholders: { [person.id]: 9 }, contacts: { [lennart()]: 4 } });
    expect(find(saved, lennart())).toMatchObject({ version: 9, contact_version: 4 });
    expect(saved.people.filter((each) => haldenMap.people.includes(each))).toHaveLength(16);
    expect(saved.lines.every((line) => haldenMap.lines.includes(line))).toBe(true);
  });
});

describe("changes of what is not there", () => {
  it.each<Change>([
    { type: "remove_person", contactId: "nobody" },
    { type: "remove_line", lineId: "none" },
    { type: "edit_person", contactId: "nobody", fields: { notes: "x" } },
  ])("do nothing and offer nothing to take back: $type", (change) => {
    expect(applyChange(haldenMap, change)).toEqual({ data: haldenMap });
  });
});

it("an undirected line is stored once, the smaller contact first", () => {
  expect(draftLine("ally", "b", "a")).toMatchObject({ from: "a", to: "b" });
  expect(draftLine("influences", "b", "a")).toMatchObject({ from: "b", to: "a" });
});
