import { describe, expect, it } from "vitest";
import { applyChange, type Change, draftLine } from "./changes";
import { changeWithIds, withIds } from "./drafts";
import { haldenMap } from "./fixtures";
import type { MapData } from "./types";
import { NO_PAST, overtaken, type Step, type StepPart, withDone, withRedone, withUndone, written } from "./undo";

const [first, second] = haldenMap.people as [MapData["people"][number], MapData["people"][number]];
const id = first.contact_id;
const seller = { word: "opposed", evidence: "Said no", at: null, by: null } as const;

const EDITS: Record<string, { mine: Change; theirs: Change }> = {
  fields: {
    mine: { type: "edit_person", contactId: id, fields: { notes: "mine", indicators: { vote: "for" } } },
    theirs: { type: "edit_person", contactId: id, fields: { indicators: { vote: "against" } } },
  },
  sentiment: {
    mine: { type: "assess_sentiment", contactId: id, seller },
    theirs: { type: "assess_sentiment", contactId: id, seller: { ...seller, evidence: "Said no twice" } },
  },
  influence: {
    mine: {
      type: "override_influence",
      contactId: id,
      override: { level: "low", reason: "Left the board", until: "2099-01-01", by: null },
    },
    theirs: { type: "override_influence", contactId: id, override: null },
  },
  manager: {
    mine: { type: "set_manager", contactId: id, managerId: null, line: null },
    theirs: {
      type: "set_manager",
      contactId: id,
      managerId: second.contact_id,
      line: draftLine("reports_to", id, second.contact_id),
    },
  },
};

function part(mine: Change): { data: MapData; part: StepPart } {
  const { data, inverse } = applyChange(haldenMap, mine);
  if (!inverse) throw new Error("the edit changed nothing");
  return { data, part: { back: inverse, left: written(mine) } };
}

describe.each(Object.entries(EDITS))("taking back %s", (_name, { mine, theirs }) => {
  it("is free while the map holds what we wrote, also after others edited something else", () => {
    const done = part(mine);
    const other = applyChange(done.data, { type: "edit_person", contactId: id, fields: { title: "Chair" } }).data;
    expect(overtaken(other, done.part, {})).toBeNull();
  });

  it("is asked about when somebody wrote over it, with what they wrote", () => {
    const done = part(mine);
    const now = overtaken(applyChange(done.data, theirs).data, done.part, {});
    expect(now).toMatchObject(written(theirs));
  });

  it("is free again on the way forward", () => {
    const done = part(mine);
    const { data, inverse } = applyChange(done.data, done.part.back);
    expect(overtaken(data, { back: inverse as Change, left: written(done.part.back) }, {})).toBeNull();
  });
});

describe("taking back an added person", () => {
  const back: StepPart = { back: { type: "remove_person", contactId: id }, left: {} };

  it("is free when the last edit of them was ours", () => {
    expect(overtaken(haldenMap, back, { stakeholders: { [first.id]: first.version } })).toBeNull();
  });

  it("is asked about when somebody edited them since", () => {
    expect(overtaken(haldenMap, back, { stakeholders: { [first.id]: first.version - 1 } })).not.toBeNull();
  });
});

describe("the past of one person", () => {
  const step = (title: string): Step => ({ title, parts: [] });
  const [a, b] = [step("a"), step("b")];

  it("goes back and forth through the same steps", () => {
    let past = withDone(withDone(NO_PAST, a), b);
    past = withUndone(past, b, step("b again"));
    expect(past.done).toEqual([a]);
    past = withRedone(past, past.undone[0] as Step, b);
    expect(past).toEqual({ done: [a, b], undone: [] });
  });

  it("forgets what was undone once something new is done", () => {
    const past = withDone(withUndone(withDone(NO_PAST, a), a, step("again")), b);
    expect(past).toEqual({ done: [b], undone: [] });
  });

  it("does not grow without end", () => {
    let past = NO_PAST;
    for (let at = 0; at < 500; at += 1) past = withDone(past, step(String(at)));
    expect(past.done.length).toBeLessThanOrEqual(200);
    expect(past.done.at(-1)?.title).toBe("499");
  });
});

describe("provisional ids", () => {
  it("give way to the real ones in the map and in what takes it back", () => {
    const line = draftLine("ally", id, second.contact_id);
    const { data, inverse } = applyChange(haldenMap, { type: "add_line", line });
    const ids = new Map([[line.id, "real"]]);
    const known = withIds(data, ids);
    expect(known.lines.at(-1)?.id).toBe("real");
    expect(applyChange(known, changeWithIds(inverse as Change, ids)).data.lines).toHaveLength(haldenMap.lines.length);
  });
});
