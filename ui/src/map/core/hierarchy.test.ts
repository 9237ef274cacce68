import { describe, expect, it } from "vitest";
import { haldenMap, idOf } from "./fixtures";
import { circleOf, closingChain, flatten, hierarchy, outlineRows, teamOf, walk } from "./hierarchy";

const tree = hierarchy(haldenMap.people, haldenMap.lines, haldenMap.layout.boxes);
const nameOf = (id: string | null) => haldenMap.people.find((person) => person.contact_id === id)?.name ?? null;
const go = (name: string, step: Parameters<typeof walk>[2]) => nameOf(walk(tree, idOf(name), step));

describe("walking the hierarchy", () => {
  it("goes up to the manager and down to the first report", () => {
    expect(go("Lennart Voss", "up")).toBe("Sharada Venkatesan");
    expect(go("Lennart Voss", "down")).toBe("Chihiro Onodera");
    expect(go("Sunniva Aasland", "up")).toBeNull();
    expect(go("Chihiro Onodera", "down")).toBeNull();
  });

  it("goes sideways among peers in the order they stand on the map, and stops at the ends", () => {
    const peers = (tree.reportsOf.get(idOf("Sunniva Aasland")) ?? []).map(nameOf) as string[];
    expect(peers).toHaveLength(4);
    expect(go(peers[0] as string, "right")).toBe(peers[1]);
    expect(go(peers[1] as string, "left")).toBe(peers[0]);
    expect(go(peers[3] as string, "right")).toBeNull();
  });

  it("reaches everybody exactly once in outline order", () => {
    const all = flatten(tree);
    expect(all).toHaveLength(17);
    expect(new Set(all).size).toBe(17);
    expect(nameOf(all[0] as string)).toBe("Sunniva Aasland");
  });

  it("reaches people in a cycle of bad data as well", () => {
    const [a, b] = haldenMap.people;
    if (!a || !b) throw new Error("fixture is empty");
    const line = haldenMap.lines[0];
    if (!line) throw new Error("fixture has no lines");
    const ring = hierarchy(
      [a, b],
      [
        { ...line, id: "1", from: a.contact_id, to: b.contact_id },
        { ...line, id: "2", from: b.contact_id, to: a.contact_id },
      ],
    );
    expect(flatten(ring)).toHaveLength(2);
  });
});

describe("moving under a new manager", () => {
  it("names the chain that would close", () => {
    const chain = closingChain(tree, idOf("Sharada Venkatesan"), idOf("Chihiro Onodera"));
    expect(chain?.map(nameOf)).toEqual(["Sharada Venkatesan", "Chihiro Onodera", "Lennart Voss", "Sharada Venkatesan"]);
    expect(closingChain(tree, idOf("Chihiro Onodera"), idOf("Ilaria Bonetti"))).toBeNull();
  });

  it("never takes somebody of one's own team", () => {
    expect([...teamOf(tree, idOf("Samuel Onyekachi"))].map(nameOf).sort()).toEqual([
      "Halina Wrona",
      "Samuel Onyekachi",
      "Vicente Roldan",
    ]);
  });
});

describe("the circle of a person", () => {
  it("is everybody a line leads to", () => {
    const circle = [...circleOf(haldenMap.lines, idOf("Lennart Voss"))].map(nameOf).sort();
    expect(circle).toEqual([
      "Arne Oelrich",
      "Chihiro Onodera",
      "Lennart Voss",
      "Samuel Onyekachi",
      "Sharada Venkatesan",
    ]);
  });
});

describe("outline rows", () => {
  it("say level, place and size of the set", () => {
    const rows = outlineRows(tree, new Set());
    expect(rows).toHaveLength(17);
    const chihiro = rows.find((row) => row.contactId === idOf("Chihiro Onodera"));
    expect(chihiro).toMatchObject({ level: 4, position: 1, setSize: 1, hasReports: false, expanded: false });
  });

  it("hide the team of a closed manager", () => {
    const rows = outlineRows(tree, new Set([idOf("Gideon Afolayan")]));
    expect(rows).toHaveLength(13);
    expect(rows.find((row) => row.contactId === idOf("Gideon Afolayan"))).toMatchObject({
      hasReports: true,
      expanded: false,
    });
  });

  it("keep the managers above a match when filtered", () => {
    const rows = outlineRows(tree, new Set(), new Set([idOf("Chihiro Onodera")]));
    expect(rows.map((row) => nameOf(row.contactId))).toEqual([
      "Sunniva Aasland",
      "Sharada Venkatesan",
      "Lennart Voss",
      "Chihiro Onodera",
    ]);
  });
});
