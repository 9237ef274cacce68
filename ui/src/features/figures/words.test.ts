import { describe, expect, it } from "vitest";
import { sayFigure } from "./words";

describe("a figure", () => {
  it("comes with its interval and its count", () => {
    expect(sayFigure({ count: 40, value: 0.5, low: 0.35, high: 0.65 }, "share")).toBe("50 % (35 % to 65 %; 40 deals)");
    expect(sayFigure({ count: 12, value: 90.4, low: 60, high: 120 }, "days")).toBe("90 d (60 d to 120 d; 12 deals)");
  });

  it("of few deals is no figure", () => {
    expect(sayFigure({ count: 3, value: null, low: null, high: null }, "share")).toBe("Too few to say (3)");
  });
});
