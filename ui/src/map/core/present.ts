/** The order of a presentation, and what is said of a person to an audience. */

import type { MapData, Person } from "./types";
import {
  ENGAGEMENT_WORDS,
  INFLUENCE_WORDS,
  lastContact,
  relationshipsInWords,
  sentimentKey,
  sentimentLabel,
} from "./words";

/** The map first, then everybody who passes the filters, the most influential first. */
export function presented(people: readonly Person[], matched: ReadonlySet<string> | null): Person[] {
  return people
    .filter((person) => !person.is_seat && (matched?.has(person.contact_id) ?? true))
    .sort((a, b) => (b.influence.score ?? -1) - (a.influence.score ?? -1) || a.name.localeCompare(b.name));
}

/** A slide that exists, whatever the address says. */
export function slideAt(wanted: number, people: number): number {
  return Math.min(Math.max(0, Math.trunc(wanted) || 0), people);
}

/** Facts of the record and of scoring. A seller's notes, evidence and reasons are not for an audience. */
export function knownOf(person: Person, { lines }: MapData, now: Date, nameOf: (id: string) => string): string[] {
  const { level, score, assumed } = person.influence;
  const relations = relationshipsInWords(lines, person.contact_id, nameOf);
  return [
    `Stance: ${sentimentLabel(sentimentKey(person)).toLowerCase()}`,
    level === null
      ? "Influence: not assessed"
      : `Influence: ${INFLUENCE_WORDS[level].toLowerCase()}${score === null ? "" : `, ${Math.round(score)} of 100`}${assumed ? ", assumed from the title" : ""}`,
    `Engagement: ${person.engagement.level === null ? "not assessed" : ENGAGEMENT_WORDS[person.engagement.level].toLowerCase()}`,
    `Last two-way contact: ${lastContact(person, now)}`,
    ...(relations ? [`Relations: ${relations}`] : []),
  ];
}

/** What to do, most pressing first. */
export function nextStepsFor(person: Person, question: string | null): string[] {
  const { level } = person.engagement;
  return [
    ...(level === "absent" ? ["Make a first contact"] : []),
    ...(level === "present" ? ["Bring them to answer: so far only we have spoken"] : []),
    ...(level === "lapsed" ? ["Get back in touch: the contact has lapsed"] : []),
    ...(question === null ? [] : [`Find out: ${question}`]),
    ...(level === null && question === null ? ["Not assessed yet"] : []),
    ...((level === "engaged" || level === "deep") && question === null ? ["Keep in touch: no open question"] : []),
  ];
}

/** Why we think so: the parts of the scores that weigh most, in the words scoring gives them. */
export function reasonsFor(person: Person): string[] {
  const heaviest = (parts: Person["influence"]["parts"]) =>
    [...parts].sort((a, b) => Math.abs(b.points) - Math.abs(a.points)).slice(0, 2);
  const told = [...heaviest(person.engagement.parts), ...heaviest(person.influence.parts)]
    .filter((part) => part.points !== 0)
    .map((part) => `${part.label}: ${part.detail || Math.round(part.points)}`);
  return told.length > 0 ? told : ["Too little happened yet to say."];
}
