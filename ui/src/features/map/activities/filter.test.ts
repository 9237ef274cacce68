import { expect, test } from "vitest";
import { type Activity, lanesOf, sideOf, spanOf } from "./filter";

const activity = (kind: string, direction: string, contact: string, recorded = "2026-01-02T00:00:00Z") =>
  ({
    kind,
    direction,
    recorded_at: recorded,
    participants: [{ contact: { id: contact } }, { contact: { id: contact } }, { contact: null }],
  }) as unknown as Activity;

const mail = activity("email", "inbound", "ada");
const ours = activity("email", "outbound", "ada");
const met = activity("meeting", "outbound", "ben", "2026-03-01T00:00:00Z");

test("who met or spoke did so together, whoever invited", () => {
  expect([mail, ours, met].map(sideOf)).toEqual(["theirs", "ours", "both"]);
});

test("a lane holds each activity once, of the side asked for", () => {
  const all = lanesOf([mail, ours, met], { side: null, known: null });
  expect(all.get("ada")).toHaveLength(2);
  expect(lanesOf([mail, ours, met], { side: "theirs", known: null }).get("ada")).toEqual([mail]);
});

test("an earlier map knows only what was recorded by then", () => {
  expect([...lanesOf([mail, met], { side: null, known: "2026-02-01T00:00:00Z" }).keys()]).toEqual(["ada"]);
});

test("a span has both its days in it and never ends before it starts", () => {
  expect(spanOf("2026-01-01", "2026-01-01")).toEqual({ start: Date.UTC(2026, 0, 1), end: Date.UTC(2026, 0, 2) });
  expect(spanOf("2026-01-02", "2026-01-01")).toBeNull();
  expect(spanOf("", "2026-01-01")).toBeNull();
});
