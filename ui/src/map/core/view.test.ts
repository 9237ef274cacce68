import { describe, expect, it } from "vitest";
import { colouring, colourLegend } from "./colour";
import { filtered, jump, NO_FILTERS, search } from "./filters";
import { haldenMap, idOf } from "./fixtures";
import { HitGrid } from "./hitGrid";
import { ALL_LINES, OVERLAY_LIMIT, shownLines } from "./lines";
import type { MapLine } from "./types";
import { readView, writeView } from "./viewState";
import {
  cardLabel,
  changeSummary,
  contactAge,
  initials,
  lineSentence,
  needsAttention,
  relationshipsInWords,
} from "./words";

const NOW = new Date("2026-11-22T09:00:00Z");
const { people, lines, personas } = haldenMap;
const person = (name: string) => {
  const found = people.find((candidate) => candidate.name === name);
  if (!found) throw new Error(name);
  return found;
};
const nameOf = (id: string) => people.find((candidate) => candidate.contact_id === id)?.name ?? "?";

describe("the address", () => {
  it("keeps defaults out and brings a state back unchanged", () => {
    expect(writeView(new URLSearchParams(), {}).toString()).toBe("");
    const change = {
      view: "outline",
      group: "persona",
      colour: "engagement",
      selected: "abc",
      focus: "abc",
      at: "2026-09-01",
      since: "2026-08-01",
      present: 3,
      sort: { column: "influence", descending: true },
      lens: "meddpicc",
      tray: true,
      filters: { ...NO_FILTERS, persona: ["champion", "coach"] },
      side: "whatif",
      about: "def",
      lines: { ...ALL_LINES, ally: false },
    } as const;
    expect(readView(writeView(new URLSearchParams(), change))).toEqual(change);
  });

  it("keeps parameters of others and ignores values it does not know", () => {
    const query = new URLSearchParams("utm=x&view=hologram&at=yesterday");
    expect(readView(query)).toMatchObject({ view: "map", at: null });
    expect(writeView(query, { selected: "a" }).get("utm")).toBe("x");
  });
});

describe("filters and search", () => {
  it("alternatives within one filter, all filters together", () => {
    const found = filtered(people, { ...NO_FILTERS, sentiment: ["opposed", "sceptical"], department: ["IT"] });
    expect([...(found ?? [])].map(nameOf).sort()).toEqual(["Lennart Voss", "Padraig O'Hanlon"]);
  });

  it("no filter means everybody without a list", () => expect(filtered(people, NO_FILTERS)).toBeNull());

  it("finds unknown stance, without accents and by words in any order", () => {
    expect([...(filtered(people, { ...NO_FILTERS, sentiment: ["unknown"] }) ?? [])].map(nameOf)).toEqual([
      "Naledi Sithebe",
    ]);
    expect(search(people, "chief gid").map(({ name }) => name)).toEqual(["Gideon Afolayan"]);
    expect(search(people, "o'hanlön").map(({ name }) => name)).toEqual(["Padraig O'Hanlon"]);
  });

  it("a letter jumps to the next of that letter and comes round", () => {
    const first = jump(people, null, "s");
    const second = jump(people, first, "s");
    expect(nameOf(first ?? "")).toBe("Sunniva Aasland");
    expect(nameOf(second ?? "")).toBe("Sharada Venkatesan");
    expect(jump(people, null, "zz")).toBeNull();
  });
});

describe("lines shown", () => {
  it("hides a kind that is switched off but never the reporting lines", () => {
    const { lines: shown } = shownLines({
      lines,
      toggles: { ...ALL_LINES, ally: false },
      attention: new Set(),
      lanes: false,
      web: false,
    });
    expect(shown.some((line) => line.kind === "ally")).toBe(false);
    expect(shown.filter((line) => line.kind === "reports_to")).toHaveLength(16);
  });

  it("above the limit shows those of the person attended to and says how many it holds back", () => {
    const extra = Array.from({ length: OVERLAY_LIMIT }, (_, index) => ({
      ...lines[20],
      id: `x${index}`,
      kind: "knows" as const,
      from: idOf("Chihiro Onodera"),
      to: idOf("Halina Wrona"),
    }));
    const many = [...lines, ...extra] as typeof lines;
    const calm = shownLines({ lines: many, toggles: ALL_LINES, attention: new Set(), lanes: false, web: false });
    expect(
      calm.lines
        .filter((line) => line.kind !== "reports_to")
        .every((line) => line.kind === "conflict" && line.strength === 3),
    ).toBe(true);
    expect(calm.hidden).toBe(many.length - calm.lines.length);
    const looking = shownLines({
      lines: many,
      toggles: ALL_LINES,
      attention: new Set([idOf("Chihiro Onodera")]),
      lanes: false,
      web: false,
    });
    expect(looking.lines.filter((line) => line.kind === "knows").length).toBe(OVERLAY_LIMIT + 1);
  });

  it("in lanes shows overlays only for the person attended to", () => {
    expect(shownLines({ lines, toggles: ALL_LINES, attention: new Set(), lanes: true, web: false }).lines).toEqual([]);
  });
});

describe("words", () => {
  it("tell the age of the last contact", () => {
    expect(contactAge(null, NOW)).toBe("No contact yet");
    expect(contactAge("2026-11-22T01:00:00Z", NOW)).toBe("today");
    expect(contactAge("2026-11-16T09:00:00Z", NOW)).toBe("6d ago");
    expect(contactAge("2026-10-18T09:00:00Z", NOW)).toBe("5w ago");
  });

  it("warn about silence only where it matters", () => {
    expect(needsAttention(person("Valter Ahlgren"), NOW)).toBe(true);
    expect(needsAttention(person("Sharada Venkatesan"), NOW)).toBe(false);
    expect(needsAttention(person("Naledi Sithebe"), NOW)).toBe(false);
  });

  it("read a card aloud", () => {
    expect(cardLabel(person("Lennart Voss"), personas, 4)).toBe(
      "Lennart Voss, VP Enterprise Architecture. Technical buyer, sentiment opposed, influence 76 of 100, vote against. 4 relationships.",
    );
    expect(cardLabel(person("Naledi Sithebe"), personas, 1)).toContain(
      "sentiment unknown, influence 31 of 100, assumed. 1 relationship.",
    );
  });

  it("put relationships in words from either side", () => {
    expect(relationshipsInWords(lines, idOf("Gideon Afolayan"), nameOf)).toBe(
      "dotted line from Ilaria Bonetti; influenced by Samuel Onyekachi; influences Valter Ahlgren",
    );
  });

  it("say which relationships reviewers ask about", () => {
    const asked = lines.map((line, place) => ({ ...line, open_comments: place === 0 ? 1 : 2 }));
    expect(lineSentence(asked[0] as MapLine, nameOf)).toMatch(/\. 1 open comment$/);
    expect(relationshipsInWords(asked, idOf("Gideon Afolayan"), nameOf)).toContain(
      "influences Valter Ahlgren (2 open comments)",
    );
  });

  it("sum up what changed", () => {
    const [first, ...rest] = people;
    if (!first) throw new Error("fixture is empty");
    const changed = [{ ...first, notes: "new" }, ...rest.slice(1)];
    expect(changeSummary(people, changed)).toBe("Gideon Afolayan left the map, Sunniva Aasland changed");
    expect(changeSummary(people, people)).toBe("");
  });

  it("tell what somebody wrote apart from scores that moved meanwhile", () => {
    const moved = people.map((each) => ({ ...each, influence: { ...each.influence, score: 1 } }));
    const [first, ...rest] = moved;
    if (!first) throw new Error("fixture is empty");
    const written = { ...first, version: first.version + 1 };
    expect(changeSummary(people, [written, ...rest])).toBe(
      `Sunniva Aasland changed, ${rest.length} people scored anew`,
    );
  });

  it("make initials of any name", () => {
    expect(["Shu-Fen Tsai", "Cher", ""].map(initials)).toEqual(["ST", "C", "?"]);
  });
});

describe("colour", () => {
  it("never colours a stance nobody knows", () => {
    expect(colouring("sentiment", people)(person("Naledi Sithebe"))).toBe("sentiment-unknown");
  });

  it("legends name every colour in use", () => {
    for (const mode of ["sentiment", "persona", "engagement", "owner"] as const) {
      const colourOf = colouring(mode, people);
      const legend = new Set(colourLegend(mode, people, personas).map(({ key }) => key));
      expect(people.filter((each) => !legend.has(colourOf(each)))).toEqual([]);
    }
  });
});

describe("finding cards under the pointer", () => {
  const grid = new HitGrid(haldenMap.layout.boxes);

  it("finds the card at a point and nothing between cards", () => {
    const box = haldenMap.layout.boxes[idOf("Lennart Voss")];
    if (!box) throw new Error("fixture has no box");
    expect(grid.at([box.x + 5, box.y + 5])).toBe(idOf("Lennart Voss"));
    expect(grid.at([-50, -50])).toBeNull();
  });

  it("takes the most covered card as the one dropped on", () => {
    const box = haldenMap.layout.boxes[idOf("Ilaria Bonetti")];
    if (!box) throw new Error("fixture has no box");
    expect(grid.mostCovered({ ...box, x: box.x + 40 }, new Set([idOf("Lennart Voss")]))).toBe(idOf("Ilaria Bonetti"));
    expect(grid.mostCovered({ ...box, x: box.x + 5000 }, new Set())).toBeNull();
  });
});
