import { describe, expect, it } from "vitest";
import type { Team } from "./api";
import { possibleParents, teamRows } from "./words";

const team = (id: string, parent?: string): Team => ({
  id,
  name: id,
  parent: parent ? { id: parent, name: parent } : null,
  members: 0,
});
const TEAMS = [team("coast", "north"), team("harbour", "coast"), team("north"), team("south")];

describe("the tree of teams", () => {
  it("puts each team below its parent", () => {
    expect(teamRows(TEAMS).map((row) => [row.team.id, row.depth])).toEqual([
      ["north", 0],
      ["coast", 1],
      ["harbour", 2],
      ["south", 0],
    ]);
  });

  it("shows a team whose parent is not known at the top", () => {
    expect(teamRows([team("lost", "gone")])).toHaveLength(1);
  });

  it("offers as a parent neither the team nor anything below it", () => {
    expect(possibleParents(TEAMS, "north").map((each) => each.id)).toEqual(["south"]);
    expect(possibleParents(TEAMS, undefined)).toHaveLength(4);
  });
});
