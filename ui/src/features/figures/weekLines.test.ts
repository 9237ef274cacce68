import { describe, expect, it } from "vitest";
import { linesBy, pathsOf, sayWeeks, weeksBetween } from "./weekLines";

const week = (day: string, quality: number) => ({ week: day, deals: 4, quality, freshness: 90 });
const BOX = { width: 100, height: 50 };

describe("weeks as lines", () => {
  it("leave room for a week nobody judged, and are broken there", () => {
    const weeks = [week("2026-06-01", 0), week("2026-06-08", 50), week("2026-06-22", 100)];
    const axis = weeksBetween(weeks);
    expect(axis).toEqual(["2026-06-01", "2026-06-08", "2026-06-15", "2026-06-22"]);
    expect(pathsOf(weeks, axis, "quality", BOX)).toEqual(["M0.0 50.0L0.0 50.0L33.3 25.0", "M100.0 0.0L100.0 0.0"]);
  });

  it("are laid out by whose they are, in the order they come", () => {
    const ann = { id: "a", name: "Ann" };
    const weeks = [
      { ...week("2026-06-01", 10), team: null, seller: null },
      { ...week("2026-06-01", 15), team: { id: "n", name: "Nordics" }, seller: null },
      { ...week("2026-06-01", 20), team: null, seller: ann },
      { ...week("2026-06-01", 30), team: null, seller: { id: "b", name: "Ben" } },
      { ...week("2026-06-08", 40), team: null, seller: ann },
    ];
    const { all, teams, sellers } = linesBy(weeks);
    expect([all, ...teams, ...sellers].map(({ name, weeks: own }) => [name, own.map((each) => each.quality)])).toEqual([
      ["All", [10]],
      ["Nordics", [15]],
      ["Ann", [20, 40]],
      ["Ben", [30]],
    ]);
  });

  it("are one dot where there is one week, and nothing where there is none", () => {
    const weeks = [week("2026-06-01", 50)];
    expect(pathsOf(weeks, weeksBetween(weeks), "quality", BOX)).toEqual(["M0.0 25.0L0.0 25.0"]);
    expect(weeksBetween([])).toEqual([]);
  });

  it("pass over the change of the clocks and of the year without losing a week", () => {
    expect(weeksBetween([week("2025-12-22", 1), week("2026-04-06", 1)])).toHaveLength(16);
  });

  it("are told in one sentence, from the first to the last", () => {
    const told = sayWeeks("Nordics", [week("2026-06-01", 40), week("2026-06-08", 60)], (day) => day);
    expect(told).toBe(
      "Nordics: from quality 40, freshness 90, 4 deals in the week of 2026-06-01 to quality 60, freshness 90, 4 deals in the week of 2026-06-08.",
    );
    expect(sayWeeks("Nordics", [], (day) => day)).toBe("Nordics: no week yet.");
  });
});
