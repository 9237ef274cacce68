import { describe, expect, it } from "vitest";
import { attentionText, isLookedAt, PATIENCE_MS } from "./attention";

describe("a page is looked at", () => {
  it("while it is on screen and its reader did something lately", () => {
    expect(isLookedAt(true, 1000, 1000 + PATIENCE_MS)).toBe(true);
  });
  it("and not behind another, nor before an empty chair", () => {
    expect(isLookedAt(false, 1000, 1000)).toBe(false);
    expect(isLookedAt(true, 1000, 1001 + PATIENCE_MS)).toBe(false);
  });
});

describe("minutes in words", () => {
  it("tell how long and by how many", () => {
    expect(attentionText({ minutes: 12, people: 2 })).toBe(
      "12 minutes spent on this map in the last 30 days, by 2 people.",
    );
    expect(attentionText({ minutes: 1, people: 1 })).toBe(
      "1 minute spent on this map in the last 30 days, by 1 person.",
    );
    expect(attentionText({ minutes: 0, people: 1 })).toContain("Less than a minute");
  });
  it("say that none was counted, and nothing where it would tell of one", () => {
    expect(attentionText({ minutes: 0, people: 0 })).toContain("No time");
    expect(attentionText({ minutes: null, people: null })).toBe("");
  });
});
