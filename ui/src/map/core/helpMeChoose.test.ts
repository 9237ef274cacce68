import { describe, expect, it } from "vitest";
import { type Answers, advise, QUESTIONS } from "./helpMeChoose";

const PERSONAS = [
  "economic_buyer",
  "technical_buyer",
  "user_buyer",
  "champion",
  "coach",
  "blocker",
  "ratifier",
  "influencer",
  "evaluator",
];
const RANK = { low: 0, medium: 1, high: 2 } as const;

/** Every way to answer, "I do not know" included. */
function everyAnswer(): Answers[] {
  return QUESTIONS.reduce<Answers[]>(
    (all, { key, answers }) =>
      all.flatMap((before) => [before, ...answers.map((answer) => ({ ...before, [key]: answer.key }))]),
    [{}],
  );
}

describe("help me choose", () => {
  it("suggests nothing from nothing: not assessed is its own answer", () => {
    expect(advise({}, PERSONAS)).toMatchObject({ persona: null, level: null, sentiment: null, ticks: {}, shown: "" });
  });

  it.each<[Answers, Partial<ReturnType<typeof advise>>]>([
    [
      { money: "alone", no: "stops" },
      { persona: "economic_buyer", level: "high", sentiment: null },
    ],
    [
      { work: "uses", no: "little", asked: "never" },
      { persona: "user_buyer", level: "low" },
    ],
    [
      { work: "technical", stands: "doubts", no: "changes" },
      { persona: "technical_buyer", sentiment: "sceptical" },
    ],
    [
      { work: "uses", stands: "argues" },
      { persona: "champion", level: null, sentiment: "advocate" },
    ],
    [
      { stands: "against", no: "stops" },
      { persona: "blocker", level: "high", sentiment: "opposed" },
    ],
    [
      { money: "agree", work: "checks" },
      { persona: "ratifier", level: "high" },
    ],
  ])("reads %o as a salesperson would", (answers, expected) => {
    expect(advise(answers, PERSONAS)).toMatchObject(expected);
  });

  it("names only personas that there are", () => {
    expect(advise({ stands: "argues" }, ["coach"]).persona).toBeNull();
    for (const answers of everyAnswer()) {
      const { persona } = advise(answers, ["coach", "ratifier"]);
      expect([null, "coach", "ratifier"]).toContain(persona);
    }
  });

  it("a sentiment always comes with the sentence that shows it, and only from the question about it", () => {
    for (const answers of everyAnswer()) {
      const { sentiment, shown } = advise(answers, PERSONAS);
      expect(sentiment !== null).toBe(answers["stands"] !== undefined);
      expect(shown !== "").toBe(sentiment !== null);
    }
  });

  it("a no that stops the deal never lowers the influence below a no that does not matter", () => {
    for (const answers of everyAnswer().filter((each) => each["no"] === "little")) {
      const [low, high] = [advise(answers, PERSONAS), advise({ ...answers, no: "stops" }, PERSONAS)];
      expect(RANK[high.level ?? "low"]).toBeGreaterThanOrEqual(RANK[low.level ?? "low"]);
    }
  });
});
