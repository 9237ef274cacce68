import { describe, expect, it } from "vitest";
import { type MergePreview, whatMoves } from "./merging";

const preview = { deals: 1, deals_with_both: 0, lines: 2, activities: 1 } as MergePreview;

describe("what a merge moves", () => {
  it("is said with its numbers", () => {
    expect(whatMoves(preview)).toBe("They will stand on 1 map; 2 lines and 1 activity come over.");
    expect(whatMoves({ ...preview, deals: 3, deals_with_both: 1, lines: 1, activities: 4 })).toBe(
      "They will stand on 3 maps, on 1 of them two seats become one; 1 line and 4 activities come over.",
    );
  });
});
