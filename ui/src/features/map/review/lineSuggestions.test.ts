import { describe, expect, it } from "vitest";
import type { MapLine } from "~/map/core/types";
import { lineChoices, suggestionOf, suggestionWords } from "./lineSuggestions";

const CONFLICT: MapLine = {
  id: "l1",
  version: 1,
  kind: "conflict",
  from: "b",
  to: "a",
  strength: 1,
  note: "",
  since: null,
  told_by: "",
  opportunity_id: null,
  open_comments: 0,
};

describe("suggestions about a line", () => {
  it("offer to draw what is not there, and to change or erase what is, from either end", () => {
    const groups = lineChoices([CONFLICT, { ...CONFLICT, id: "l2", to: "c", kind: "ally" }], "a", "b");
    expect(groups.map(({ group }) => group)).toEqual(["The line that is there: conflict", "A new line"]);
    expect(groups[1]?.items.map(({ value }) => value)).not.toContain("draw conflict");
    expect(groups[1]?.items.map(({ value }) => value)).toContain("draw ally");
    expect(groups[0]?.items.map(({ value }) => value)).toContain("strength l1 3");
    expect(groups[0]?.items.map(({ value }) => value)).not.toContain("strength l1 1");
  });

  it("are sent as what they say", () => {
    expect(suggestionOf("draw reports_to")).toEqual({ do: "draw", kind: "reports_to" });
    expect(suggestionOf("erase l1")).toEqual({ do: "erase", line_id: "l1" });
    expect(suggestionOf("strength l1 3")).toEqual({ do: "change", line_id: "l1", strength: 3 });
    expect(suggestionOf("kind l1 ally")).toEqual({ do: "change", line_id: "l1", kind: "ally" });
  });

  it("read as a sentence", () => {
    const none = { kind: null, strength: null, line_id: null, was: null };
    expect(suggestionWords({ ...none, do: "draw", kind: "ally", strength: 3 })).toBe(
      "draw a line: ally (strength high)",
    );
    expect(suggestionWords({ ...none, do: "erase", was: "conflict" })).toBe("erase the line “conflict”");
    expect(suggestionWords({ ...none, do: "change", kind: "ally", was: "conflict" })).toBe(
      "turn the line “conflict” into “ally”",
    );
    expect(suggestionWords({ ...none, do: "change", strength: 2, was: "ally" })).toBe(
      "make the line “ally” medium in strength",
    );
  });
});
