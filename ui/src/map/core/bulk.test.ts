import { describe, expect, it } from "vitest";
import { addPersonas, giveOwner, moveAll, removeAll, replacePersonas } from "./bulk";
import { applyChange, type Change } from "./changes";
import { haldenMap } from "./fixtures";
import { hierarchy } from "./hierarchy";
import type { MapData } from "./types";

const { people, lines, layout } = haldenMap;
const done = (changes: readonly Change[]): MapData =>
  changes.reduce((data, change) => applyChange(data, change).data, haldenMap);
const owner = { id: "u", name: "Rosa Martin" };

describe("one thing done to several people", () => {
  it("adds a persona behind the main one and never twice", () => {
    const after = done(addPersonas(people, ["champion"])).people;
    for (const [at, person] of after.entries()) {
      expect(person.personas.filter((key) => key === "champion")).toHaveLength(1);
      const main = people[at]?.personas[0];
      if (main !== undefined) expect(person.personas[0]).toBe(main);
    }
  });

  it("leaves out whom it would not change", () => {
    expect(addPersonas(done(addPersonas(people, ["coach"])).people, ["coach"])).toEqual([]);
    expect(replacePersonas(done(replacePersonas(people, ["coach"])).people, ["coach"])).toEqual([]);
    expect(giveOwner(done(giveOwner(people, owner)).people, owner)).toEqual([]);
  });

  it("moves everybody under one manager, who does not report to themselves", () => {
    const [boss] = people as [MapData["people"][number]];
    const changes = moveAll(people, boss.contact_id, hierarchy(people, lines, layout.boxes).managerOf);
    const after = done(changes).lines.filter(({ kind }) => kind === "reports_to");
    expect(changes.some((change) => "contactId" in change && change.contactId === boss.contact_id)).toBe(false);
    expect(after.filter(({ from }) => from !== boss.contact_id).every(({ to }) => to === boss.contact_id)).toBe(true);
  });

  it("goes back in one step, in the opposite order", () => {
    const changes = [...removeAll(people.slice(0, 5))];
    let data = haldenMap;
    const back: Change[] = [];
    for (const change of changes) {
      const applied = applyChange(data, change);
      data = applied.data;
      if (applied.inverse) back.unshift(applied.inverse);
    }
    for (const change of back) data = applyChange(data, change).data;
    expect(data.people.map(({ contact_id }) => contact_id).sort()).toEqual(
      people.map(({ contact_id }) => contact_id).sort(),
    );
    expect(data.lines.map(({ id }) => id).sort()).toEqual(lines.map(({ id }) => id).sort());
  });
});
