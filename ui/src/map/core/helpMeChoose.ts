/**
 * A few plain questions about a person that lead to a persona, an influence with its evidence, and a sentiment. Only what
 * was answered counts: "I do not know" adds nothing, and where nothing points anywhere the answer stays "not assessed".
 */

import type { Indicators, InfluenceLevel, SentimentWord } from "./types";

type TickName = "purchasing_authority" | "approval_power" | "committee_member" | "personal_connections";

export interface Answer {
  key: string;
  label: string;
  /** How strongly it points at a persona; the strongest sum wins, the first question on a tie. */
  personas?: Readonly<Record<string, number>>;
  ticks?: Readonly<Partial<Record<TickName, boolean>>>;
  /** 0 none to 3 decisive. */
  weight?: number;
  sentiment?: SentimentWord;
  /** The answer as a sentence about them, for the reason and the evidence. */
  says: string;
}

export interface Question {
  key: string;
  text: string;
  answers: readonly Answer[];
}

export const QUESTIONS: readonly Question[] = [
  {
    key: "money",
    text: "Who decides about the money for this?",
    answers: [
      {
        key: "alone",
        label: "They do, and need nobody's yes",
        personas: { economic_buyer: 4 },
        ticks: { purchasing_authority: true, approval_power: true },
        weight: 3,
        says: "Decides about the money alone",
      },
      {
        key: "agree",
        label: "Somebody else, but they must agree",
        personas: { ratifier: 2 },
        ticks: { approval_power: true },
        weight: 2,
        says: "Must agree to the spending",
      },
      {
        key: "asked",
        label: "Somebody else, who asks them",
        personas: { influencer: 1 },
        ticks: { purchasing_authority: false, committee_member: true },
        weight: 1,
        says: "Is asked before the money is given",
      },
      {
        key: "none",
        label: "They have no part in that",
        ticks: { purchasing_authority: false, approval_power: false },
        weight: 0,
        says: "Has no part in the spending",
      },
    ],
  },
  {
    key: "work",
    text: "What is their part in it?",
    answers: [
      { key: "uses", label: "They or their people will use it", personas: { user_buyer: 3 }, says: "Will use it" },
      {
        key: "technical",
        label: "They judge whether it fits technically",
        personas: { technical_buyer: 3 },
        says: "Judges the technical fit",
      },
      {
        key: "tries",
        label: "They try it out and report",
        personas: { evaluator: 3 },
        says: "Tries it out for others",
      },
      {
        key: "checks",
        label: "They check contract, law, security or price",
        personas: { ratifier: 3 },
        ticks: { approval_power: true },
        says: "Checks contract, law, security or price",
      },
      {
        key: "advises",
        label: "They advise those who decide",
        personas: { influencer: 3 },
        says: "Advises who decides",
      },
    ],
  },
  {
    key: "stands",
    text: "What do they do when we are not in the room?",
    answers: [
      {
        key: "argues",
        label: "Argue for us, and have done so",
        personas: { champion: 5 },
        sentiment: "advocate",
        says: "Argues for us when we are not there",
      },
      {
        key: "tells",
        label: "Wish us well, and tell us how things stand",
        personas: { coach: 4 },
        sentiment: "supportive",
        says: "Tells us how things stand",
      },
      { key: "neither", label: "Nothing for or against us", sentiment: "neutral", says: "Takes no side" },
      { key: "doubts", label: "Raise doubts", sentiment: "sceptical", says: "Raises doubts about us" },
      {
        key: "against",
        label: "Work against us or for somebody else",
        personas: { blocker: 5 },
        sentiment: "opposed",
        says: "Works against us",
      },
    ],
  },
  {
    key: "no",
    text: "If they say no, what happens?",
    answers: [
      { key: "stops", label: "It stops", weight: 3, says: "A no of theirs stops it" },
      { key: "changes", label: "It is delayed or changed", weight: 2, says: "A no of theirs delays or changes it" },
      { key: "little", label: "It goes on", weight: 0, says: "It goes on without them" },
    ],
  },
  {
    key: "asked",
    text: "Do others ask for their opinion before they make up their mind?",
    answers: [
      {
        key: "often",
        label: "Often",
        ticks: { personal_connections: true },
        weight: 3,
        says: "Others ask for their opinion first",
      },
      { key: "sometimes", label: "Sometimes", weight: 1, says: "Is sometimes asked for an opinion" },
      { key: "never", label: "No", ticks: { personal_connections: false }, weight: 0, says: "Is not asked by others" },
    ],
  },
];

/** Answer by question; a question left out was not answered. */
export type Answers = Readonly<Record<string, string>>;

export interface Advice {
  persona: string | null;
  level: InfluenceLevel | null;
  sentiment: SentimentWord | null;
  ticks: Partial<Indicators>;
  /** Why, in sentences: of the persona and influence, and of the sentiment. */
  reason: string;
  shown: string;
}

/** From here on a mean weight of 0 to 3 is medium, and high. */
const MEDIUM = 1;
const HIGH = 2;

/** What the answers suggest, among the personas there are. */
export function advise(answers: Answers, personas: readonly string[]): Advice {
  const given = QUESTIONS.flatMap(({ key, answers: all }) => all.filter((answer) => answer.key === answers[key]));
  const strength = new Map<string, number>();
  for (const answer of given) {
    for (const [persona, points] of Object.entries(answer.personas ?? {}))
      if (personas.includes(persona)) strength.set(persona, (strength.get(persona) ?? 0) + points);
  }
  const [best = null] = [...strength].sort((a, b) => b[1] - a[1]);
  const weights = given.flatMap(({ weight }) => weight ?? []);
  const stance = given.find(({ sentiment }) => sentiment !== undefined);
  return {
    persona: best?.[0] ?? null,
    level: weights.length > 0 ? levelOf(weights) : null,
    sentiment: stance?.sentiment ?? null,
    ticks: Object.assign({}, ...given.map(({ ticks }) => ticks ?? {})) as Partial<Indicators>,
    reason: sentences(given.filter((answer) => answer !== stance)),
    shown: stance ? `${stance.says}.` : "",
  };
}

/** The mean of what was answered; one decisive answer among others that are not idle is enough for high. */
function levelOf(weights: readonly number[]): InfluenceLevel {
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  if (mean >= HIGH) return "high";
  if (Math.max(...weights) === 3 && mean >= MEDIUM) return "high";
  return mean >= MEDIUM ? "medium" : "low";
}

function sentences(answers: readonly Answer[]): string {
  return answers.map(({ says }) => `${says}.`).join(" ");
}
