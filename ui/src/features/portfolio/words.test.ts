import { describe, expect, it } from "vitest";
import { closeDays, personHref } from "./words";

describe("close dates", () => {
  const today = new Date("2026-11-25T12:00:00Z");

  it("end with the last day of the month", () => {
    expect(closeDays("month", today)).toEqual({ close_from: "2026-11-01", close_to: "2026-11-30" });
  });

  it("of the next quarter lie in the next year", () => {
    expect(closeDays("quarter", today)).toEqual({ close_from: "2026-10-01", close_to: "2026-12-31" });
    expect(closeDays("next", today)).toEqual({ close_from: "2027-01-01", close_to: "2027-03-31" });
  });

  it("are overdue from yesterday on", () => {
    expect(closeDays("overdue", today)).toEqual({ close_to: "2026-11-24" });
  });

  it("are not narrowed by a word nobody knows", () => {
    expect(closeDays("soon", today)).toEqual({});
  });
});

describe("a link to a person", () => {
  it("opens the deal alone where nobody is named", () => {
    expect(personHref("d", null)).toBe("/opportunities/d");
    expect(personHref("d", "c")).toBe("/opportunities/d?p=c");
  });
});
