import { describe, expect, it } from "vitest";
import { countOf, formatAgo, formatDay, formatMoney } from "./format";

const NOW = new Date("2026-11-22T12:00:00Z");

describe("formatMoney", () => {
  it("shortens to what fits a list and keeps the currency's sign", () => {
    expect(formatMoney("1420000.00", "EUR")).toBe("€1.42M");
    expect(formatMoney(48_000, "USD")).toBe("$48K");
  });

  it("shows a record's unknown currency code instead of failing", () => {
    expect(formatMoney("1500", "??", "exact")).toBe("1,500 ??");
  });

  it("writes a missing amount as a dash and never as zero", () => {
    expect(formatMoney(null, "EUR")).toBe("–");
    expect(formatMoney("0", "EUR")).toBe("€0");
  });
});

describe("formatDay", () => {
  it("reads a day as that day in every time zone", () => {
    expect(formatDay("2026-01-31", NOW)).toContain("31");
    expect(formatDay("2025-03-01", NOW)).toContain("2025");
  });
});

describe("formatAgo", () => {
  it.each([
    ["2026-11-22T08:00:00Z", "today"],
    ["2026-11-16T08:00:00Z", "6d ago"],
    ["2026-10-11T08:00:00Z", "6w ago"],
    ["2026-06-01T08:00:00Z", "5mo ago"],
    ["2024-06-01T08:00:00Z", "2y ago"],
  ])("%s is %s", (moment, words) => {
    expect(formatAgo(moment, NOW)).toBe(words);
  });
});

it("counts one person and two people", () => {
  expect(countOf(1, "person", "people")).toBe("1 person");
  expect(countOf(2048, "person", "people")).toBe("2,048 people");
});
