import { describe, expect, it } from "vitest";
import { changesOf, differencesOf, draftOf, type FieldSpec, problemsOf, rebase } from "./draft";

const FIELDS: readonly FieldSpec[] = [
  { name: "name", label: "Name", kind: "text", required: true },
  { name: "account", label: "Account", kind: "record", source: "accounts" },
  { name: "employees", label: "Employees", kind: "number" },
  { name: "close_on", label: "Closes", kind: "day" },
];
const RECORD = { name: "Halden", account: { id: "a1", name: "Halden Group" }, employees: 120, close_on: null };
const initial = draftOf(RECORD, FIELDS);

describe("changesOf", () => {
  it("sends nothing when nothing changed", () => {
    expect(changesOf(initial, initial, FIELDS)).toEqual({});
  });

  it("sends only the changed fields, references by id, emptied numbers and days as not assessed", () => {
    const draft = { ...initial, account: "a2", employees: "" };
    expect(changesOf(draft, initial, FIELDS)).toEqual({ account_id: "a2", employees: null });
  });

  it("does not count spaces around a text as a change", () => {
    expect(changesOf({ ...initial, name: " Halden " }, initial, FIELDS)).toEqual({});
  });
});

describe("lists and fields of one's own", () => {
  const fields: readonly FieldSpec[] = [
    { name: "phones", label: "Phones", kind: "lines" },
    { name: "custom", label: "Own fields", kind: "pairs" },
  ];
  const record = { phones: ["+47 1", "+47 2"], custom: { Region: "North", Seats: 40, Listed: true } };
  const start = draftOf(record, fields);

  it("stand one per line and travel as what they are", () => {
    expect(start).toEqual({ phones: "+47 1\n+47 2", custom: "Region: North\nSeats: 40\nListed: true" });
    const draft = { phones: "+47 2\n\n +47 3 \n+47 3", custom: "Region: South: inland\nSeats: 41\nCode: 007" };
    expect(changesOf(draft, start, fields)).toEqual({
      phones: ["+47 2", "+47 3"],
      custom: { Region: "South: inland", Seats: 41, Code: "007" },
    });
    expect(changesOf({ phones: "", custom: "" }, start, fields)).toEqual({ phones: [], custom: {} });
  });

  it("a line that is no pair is named", () => {
    expect(problemsOf({ ...start, custom: "Region North" }, fields)["custom"]).toContain("Region North");
  });
});

describe("problemsOf", () => {
  it("names every missing and every malformed field at once", () => {
    const problems = problemsOf({ ...initial, name: " ", employees: "many" }, FIELDS);
    expect(Object.keys(problems)).toEqual(["name", "employees"]);
  });
});

describe("a conflict", () => {
  const current = { ...RECORD, name: "Halden Freight", employees: 300 };

  it("is only about fields both of us changed to different values", () => {
    const draft = { ...initial, name: "Halden AS", close_on: "2026-12-01" };
    const differences = differencesOf(draft, initial, current, FIELDS);
    expect(differences.map(({ field, theirs, mine }) => [field.name, theirs, mine])).toEqual([
      ["name", "Halden Freight", "Halden AS"],
    ]);
  });

  it("is none when we both wrote the same", () => {
    expect(differencesOf({ ...initial, name: "Halden Freight" }, initial, current, FIELDS)).toEqual([]);
  });

  it("keeps my edits and takes their edits of fields I left alone", () => {
    const draft = { ...initial, name: "Halden AS" };
    expect(rebase(draft, initial, current, FIELDS, new Set())).toMatchObject({ name: "Halden AS", employees: "300" });
    expect(rebase(draft, initial, current, FIELDS, new Set(["name"]))).toMatchObject({ name: "Halden Freight" });
  });
});
