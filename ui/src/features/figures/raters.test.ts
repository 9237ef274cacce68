import { describe, expect, it } from "vitest";
import { sayBias, saySilent, sayWon } from "./raters";

const few = { count: 2, total: 4, share: 0.5, low: 0.15, high: 0.85 };
const many = { count: 18, total: 20, share: 0.9, low: 0.7, high: 0.97 };

describe("the calibration of a rater", () => {
  it("tells the bias with its interval and sign", () => {
    expect(sayBias({ bias: 31.6, low: 12.2, high: 51, deals: 20 })).toBe("+32 points (+12 to +51)");
    expect(sayBias({ bias: -0.3, low: -9.6, high: 9.1, deals: 20 })).toBe("0 points (−10 to +9)");
  });

  it("is no figure of few deals", () => {
    expect(sayBias({ bias: null, low: null, high: null, deals: 5 })).toBe("Too few to say (5)");
    expect(saySilent({ silent_rated_for: few, overlooks_silent: null })).toBe("Too few to say (4)");
  });

  it("says who overlooks the silent only where judgement does", () => {
    expect(saySilent({ silent_rated_for: many, overlooks_silent: true })).toBe(
      "18 of 20 (70 % to 97 %): overlooks the silent",
    );
    expect(saySilent({ silent_rated_for: many, overlooks_silent: false })).toBe("18 of 20 (70 % to 97 %)");
  });

  it("counts won deals, or says that none closed", () => {
    expect(sayWon({ won_of_supportive: { ...few, count: 0, total: 0, share: null } })).toBe("None closed");
    expect(sayWon({ won_of_supportive: few })).toBe("2 of 4 (15 % to 85 %)");
  });
});
