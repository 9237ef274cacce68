import { describe, expect, it } from "vitest";
import { dayNumber, dayOf, eventsByDay, marksOf, monthsBetween, nextEventDay, stepsPath } from "./days";

const events = [
  { at: "2026-06-03T20:00:00Z", text: "c" },
  { at: "2026-06-03T08:00:00Z", text: "b" },
  { at: "2026-06-01T08:00:00Z", text: "a" },
];
const byDay = eventsByDay(events);
const day = (name: string) => dayNumber(`2026-06-${name}`);

describe("days of a deal's life", () => {
  it("come back from their number", () => {
    expect(dayOf(dayNumber("2026-02-28"))).toBe("2026-02-28");
    expect(dayOf(dayNumber("2026-02-28") + 1)).toBe("2026-03-01");
  });

  it("gather events in the order they happened", () => {
    expect([...byDay]).toEqual([
      [day("01"), ["a"]],
      [day("03"), ["b", "c"]],
    ]);
  });

  it("lead from one event to the next and end", () => {
    expect(nextEventDay(byDay, 0)).toBe(day("01"));
    expect(nextEventDay(byDay, day("01"))).toBe(day("03"));
    expect(nextEventDay(byDay, day("03"))).toBeNull();
  });

  it("never draw more marks than there is room for, and lose no event", () => {
    const many = eventsByDay(
      Array.from({ length: 300 }, (_, i) => ({ at: `${dayOf(20_000 + i)}T09:00:00Z`, text: `${i}` })),
    );
    const marks = marksOf(many, 20_000, 20_299, 40);
    expect(marks.length).toBeLessThanOrEqual(40);
    expect(marks.reduce((sum, mark) => sum + mark.count, 0)).toBe(300);
    expect(marks.at(-1)?.day).toBe(20_299);
  });
});

describe("the trend", () => {
  it("holds each value until the next", () => {
    const points = [
      { at: 0, value: 0.5 },
      { at: 50, value: 1 },
    ];
    expect(stepsPath(points, 0, 100, 20)).toBe("M0 0V-10H500V-20H1000V0Z");
    expect(stepsPath([], 0, 100, 20)).toBe("");
  });

  it("names months without crowding", () => {
    expect(monthsBetween(dayNumber("2026-01-15"), dayNumber("2026-04-02"), 12).map(dayOf)).toEqual([
      "2026-02-01",
      "2026-03-01",
      "2026-04-01",
    ]);
    expect(monthsBetween(dayNumber("2020-01-01"), dayNumber("2026-01-01"), 10).length).toBeLessThanOrEqual(10);
  });
});
