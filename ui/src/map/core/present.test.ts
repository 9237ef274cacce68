import { expect, test } from "vitest";
import { haldenMap } from "./fixtures";
import { knownOf, nextStepsFor, presented, reasonsFor, slideAt } from "./present";

test("the most influential come first, and filters hold", () => {
  const all = presented(haldenMap.people, null);
  const scores = all.map((person) => person.influence.score ?? -1);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  const first = all[0]?.contact_id ?? "";
  expect(presented(haldenMap.people, new Set([first])).map((person) => person.contact_id)).toEqual([first]);
});

test("an address that was mangled shows a slide that exists", () => {
  expect([slideAt(-3, 5), slideAt(99, 5), slideAt(Number.NaN, 5), slideAt(2.7, 5)]).toEqual([0, 5, 0, 2]);
});

test("everybody has a next step, and a lapsed contact comes before an open question", () => {
  for (const person of haldenMap.people) expect(nextStepsFor(person, null).length).toBeGreaterThan(0);
  const someone = haldenMap.people[0];
  if (!someone) throw new Error("the fixture is empty");
  const lapsed = { ...someone, engagement: { ...someone.engagement, level: "lapsed" as const } };
  expect(nextStepsFor(lapsed, "Where do they stand?").map((step) => step.slice(0, 8))).toEqual([
    "Get back",
    "Find out",
  ]);
});

test("an audience never sees what a seller wrote", () => {
  const secret = "PRIVATE";
  for (const person of haldenMap.people) {
    const marked = {
      ...person,
      notes: secret,
      sentiment: {
        ...person.sentiment,
        reason: secret,
        seller: { word: "neutral" as const, evidence: secret, at: null, by: null },
      },
      influence: { ...person.influence, override: { level: "high" as const, reason: secret, until: null, by: null } },
    };
    const lines = haldenMap.lines.map((line) => ({ ...line, note: secret, told_by: secret }));
    const said = [...knownOf(marked, { ...haldenMap, lines }, new Date(), () => "somebody"), ...reasonsFor(marked)];
    expect(said.join(" ")).not.toContain(secret);
  }
});
