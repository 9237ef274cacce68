import { expect, test } from "vitest";
import type { WhatIf } from "./api";
import { figuresOf, wordsOf } from "./difference";

const still = { before: 1, after: 1 };
const NOTHING: WhatIf = {
  coverage: { before: 72.4, after: 41 },
  engaged_share: still,
  effective_threads: { before: 2.14, after: 2.06 },
  single_thread_risk: { before: 30, after: 61 },
  consensus: { before: 0.2, after: null },
  spread: still,
  map_score: still,
  needed: still,
  gaps: {},
  yes_before: true,
  yes_after: false,
  gates_opened: [],
  gates_closed: ["Three engaged"],
  roles_gained: [],
  roles_lost: ["Champion"],
  now_blocking: [],
  no_longer_blocking: [],
};

test("a figure that is not known afterwards is said so, and is neither better nor worse", () => {
  const found = Object.fromEntries(figuresOf(NOTHING).map((each) => [each.name, each]));
  expect(found["Coverage"]).toMatchObject({ before: "72", after: "41", turn: "worse" });
  expect(found["Consensus"]).toMatchObject({ after: "not known", turn: "same" });
  expect(found["Rests on one person"]).toMatchObject({ after: "61 %", turn: "worse" });
  expect(found["Threads"]).toMatchObject({ before: "2.1", after: "2.1", turn: "same" });
});

test("what closes and is lost is told in words, and nothing is told as nothing", () => {
  expect(wordsOf(NOTHING)).toEqual([
    "Gate no longer met: Three engaged",
    "Champion: no engaged holder any more",
    "The group would not be ready to say yes any more",
  ]);
  expect(wordsOf({ ...NOTHING, gates_closed: [], roles_lost: [], yes_after: true })).toEqual([
    "No gate, role or veto changes.",
  ]);
});
