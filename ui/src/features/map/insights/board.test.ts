import { describe, expect, it } from "vitest";
import { byBuyer, linksOf } from "./board";
import type { Insight } from "./kinds";

const insight = (id: string, fields: Partial<Insight> = {}): Insight =>
  ({ id, kind: "criterion", contact_ids: [], linked_ids: [], ...fields }) as Insight;

describe("links", () => {
  it("hold both ways wherever they were written", () => {
    const links = linksOf([insight("a", { linked_ids: ["b"] }), insight("b")]);
    expect([...(links.get("a") ?? [])]).toEqual(["b"]);
    expect([...(links.get("b") ?? [])]).toEqual(["a"]);
  });

  it("to what is not on the board, or to itself, are left out", () => {
    const links = linksOf([insight("a", { linked_ids: ["a", "gone"] })]);
    expect(links.get("a")?.size).toBe(0);
  });
});

describe("what buyers hold", () => {
  it("stands with each of its holders, and without one with the whole group", () => {
    const rows = byBuyer(
      [insight("a", { contact_ids: ["x", "y"] }), insight("b"), insight("g", { kind: "goal" })],
      ["x", "y", "z"],
    );
    expect(rows.map((row) => row.contactId)).toEqual(["x", "y", null]);
    expect(rows[2]?.byKind.get("criterion")?.map((each) => each.id)).toEqual(["b"]);
  });

  it("of somebody who is not on the map stands with the whole group", () => {
    const rows = byBuyer([insight("a", { contact_ids: ["gone"] })], ["x"]);
    expect(rows.map((row) => row.contactId)).toEqual([null]);
  });
});
