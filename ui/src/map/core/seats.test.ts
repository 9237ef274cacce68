import { expect, test } from "vitest";
import { applyChange, draftPerson } from "./changes";
import { haldenMap } from "./fixtures";
import { draftSeat, isSeatLine, realPeople, titleOf, withSeats } from "./seats";
import type { MapData, MapLine } from "./types";

const [first, second] = haldenMap.people.map((person) => person.contact_id) as [string, string];
const line = (kind: MapLine["kind"], from: string, to: string): MapLine => ({
  id: `${kind}:${from}:${to}`,
  version: 1,
  kind,
  from,
  to,
  strength: null,
  note: "",
  since: null,
  told_by: "",
  opportunity_id: null,
  open_comments: 0,
});
const seat = { id: "seat", version: 1, title: "", personas: ["ratifier"], notes: "", pin: null };

function mapWithSeat(): MapData {
  return withSeats({
    ...haldenMap,
    seats: [seat],
    seat_lines: [line("reports_to", "seat", first), line("ally", second, "seat")],
  });
}

const sorted = (map: MapData) => ({
  people: [...map.people].sort((a, b) => a.contact_id.localeCompare(b.contact_id)),
  lines: [...map.lines].sort((a, b) => a.id.localeCompare(b.id)),
});
const newcomer = draftPerson({ id: "n", name: "Nora", title: "", department: "", email: "", account: null });

test("a seat stands among the cards and is nobody", () => {
  const map = mapWithSeat();
  expect(map.people).toHaveLength(haldenMap.people.length + 1);
  expect(realPeople(map.people)).toEqual(haldenMap.people);
  expect(isSeatLine(map, { from: "seat", to: first })).toBe(true);
  expect(isSeatLine(map, { from: second, to: first })).toBe(false);
});

test("who takes a seat has its personas and lines, and emptying it is the way back", () => {
  const map = mapWithSeat();
  const { data, inverse } = applyChange(map, { type: "fill_seat", seatId: "seat", person: newcomer });
  expect(data.people.find((each) => each.contact_id === "n")?.personas).toEqual(["ratifier"]);
  expect(data.lines.some((each) => each.from === "n" && each.to === first && each.kind === "reports_to")).toBe(true);
  expect(data.people.some((each) => each.is_seat)).toBe(false);
  if (!inverse) throw new Error("nothing to take back");
  const { data: back, inverse: again } = applyChange(data, inverse);
  expect(sorted(back)).toEqual(sorted(map));
  if (!again) throw new Error("nothing to do again");
  expect(sorted(applyChange(back, again).data)).toEqual(sorted(data));
});

test("somebody on the map takes the personas over and gives them back", () => {
  const map = mapWithSeat();
  const person = map.people[0];
  if (!person) throw new Error("an empty map");
  const { data, inverse } = applyChange(map, { type: "fill_seat", seatId: "seat", person });
  expect(data.people).toHaveLength(haldenMap.people.length);
  expect(data.lines.every((each) => each.from !== each.to)).toBe(true);
  expect(inverse && sorted(applyChange(data, inverse).data)).toEqual(sorted(map));
});

test("a seat without a title is called by its persona and has no title of its own", () => {
  const made = draftSeat("", ["champion"], haldenMap.personas);
  expect(titleOf(made, haldenMap.personas)).toBe("");
  expect(titleOf(draftSeat("CFO", ["champion"], haldenMap.personas), haldenMap.personas)).toBe("CFO");
});
