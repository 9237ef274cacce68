import { expect, test } from "vitest";
import type { Change } from "./changes";
import { haldenMap } from "./fixtures";
import { baseOf, Outbox } from "./outbox";

function storage() {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (at: number) => [...kept.keys()][at] ?? null,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

const contactId = haldenMap.people[0]?.contact_id ?? "";
const notes = (text: string): Change => ({ type: "edit_person", contactId, fields: { notes: text } });
const edit = (key: string) => ({ key, change: notes(key), title: key, base: {} });

test("what waits is there after a reload, in the order it was made", () => {
  const store = storage();
  const first = new Outbox(store, "rosa.deal");
  for (const key of ["b", "a", "c"]) first.add(edit(key));
  first.done("a");
  expect(new Outbox(store, "rosa.deal").items.map(({ key }) => key)).toEqual(["b", "c"]);
});

test("nobody sends what another person or another deal has waiting", () => {
  const store = storage();
  new Outbox(store, "rosa.deal").add(edit("a"));
  expect(new Outbox(store, "olav.deal").items).toEqual([]);
  expect(new Outbox(store, "rosa.other").items).toEqual([]);
});

test("a full store keeps the edit in hand", () => {
  const full = {
    ...storage(),
    setItem: () => {
      throw new Error("full");
    },
  };
  const outbox = new Outbox(full, "rosa.deal");
  outbox.add(edit("a"));
  expect(outbox.items).toHaveLength(1);
});

test("an unreadable entry is dropped and the others are kept", () => {
  const store = storage();
  new Outbox(store, "rosa.deal").add(edit("a"));
  store.setItem("coalition.waiting.rosa.deal.x", "{");
  expect(new Outbox(store, "rosa.deal").items.map(({ key }) => key)).toEqual(["a"]);
});

test("an edit keeps the versions it was made from", () => {
  const person = haldenMap.people[0];
  expect(person && baseOf(haldenMap, notes("x")).stakeholders).toEqual({ [person?.id ?? ""]: person?.version });
});
