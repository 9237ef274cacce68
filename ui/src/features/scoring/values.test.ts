import { describe, expect, it } from "vitest";
import { edited, groupsOf, type Values, withEdits } from "./values";

const STANDARD: Values = {
  scoring: { engagement: { half_life_days: 30, deep_view_s: 120 }, threads_days: 90 },
  judgement: { name_sellers: false, gates: [{ key: "finance" }], template: { name: "default" } },
};
const VALUES: Values = {
  ...STANDARD,
  scoring: { engagement: { half_life_days: 45, deep_view_s: 120 }, threads_days: 90 },
};
const HALF_LIFE = { label: "Half-life", meaning: "After so many days an interaction counts half.", unit: "days" };
const groups = groupsOf(VALUES, STANDARD, { "scoring.engagement.half_life_days": HALF_LIFE });

describe("groupsOf", () => {
  it("gives every single value its words, its unit and its default", () => {
    expect(groups.map((group) => group.title)).toEqual(["Engagement", "Threads", "Coverage, consensus and gaps"]);
    expect(groups[0]?.settings[0]).toEqual({
      path: "scoring.engagement.half_life_days",
      ...HALF_LIFE,
      value: 45,
      standard: 30,
    });
  });

  it("leaves lists and rules to those who can write them", () => {
    expect(groups[2]?.settings.map((setting) => setting.path)).toEqual(["judgement.name_sellers"]);
  });
});

describe("withEdits", () => {
  it("puts edits in their places and keeps all else", () => {
    const next = withEdits(VALUES, { "scoring.engagement.half_life_days": "20,5", "judgement.name_sellers": true });
    expect(next.scoring["engagement"]).toEqual({ half_life_days: 20.5, deep_view_s: 120 });
    expect(next.judgement).toEqual({ ...VALUES.judgement, name_sellers: true });
    expect(VALUES.scoring["engagement"]).toEqual({ half_life_days: 45, deep_view_s: 120 });
  });

  it("sends what is no number as it is, so that the server can say so at its field", () => {
    const next = withEdits(VALUES, { "scoring.threads_days": "many" });
    expect(next.scoring["threads_days"]).toBe("many");
  });
});

it("counts a value typed back to what it was as no edit", () => {
  const setting = groups[0]?.settings[0];
  if (!setting) throw new Error("no setting");
  const changed = edited({}, setting, "60");
  expect(Object.keys(changed)).toEqual([setting.path]);
  expect(edited(changed, setting, "45")).toEqual({});
});
