/** What is said about people and lines: card labels, relationships, ages. The same words for eye and ear. */

import { SENTIMENT_NAMES } from "~/theme/palette";
import { VOTE_WORDS } from "./fields";
import { LINE_KINDS, otherEnd, relationWords, touches } from "./lines";
import type { EngagementLevel, InfluenceLevel, MapLine, Person, PersonaRef } from "./types";

/** Unknown stands for not assessed; it is not on the scale and comes last. */
export type SentimentKey = keyof typeof SENTIMENT_NAMES;

export const ENGAGEMENT_WORDS: Readonly<Record<EngagementLevel, string>> = {
  absent: "Absent",
  present: "Present",
  lapsed: "Lapsed",
  engaged: "Engaged",
  deep: "Deeply engaged",
};

export const INFLUENCE_WORDS: Readonly<Record<InfluenceLevel, string>> = { low: "Low", medium: "Medium", high: "High" };

export function sentimentKey(person: Person): SentimentKey {
  return person.sentiment.effective ?? "unknown";
}

export function sentimentLabel(key: SentimentKey): string {
  return SENTIMENT_NAMES[key];
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0]?.[0] ?? "";
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? "") : "";
  return (first + last).toLocaleUpperCase() || "?";
}

const DAY_MS = 86_400_000;

/** Whole days from a moment to now; null when it never happened. */
export function daysSince(moment: string | null, now: Date): number | null {
  if (moment === null) return null;
  const days = Math.floor((now.getTime() - new Date(moment).getTime()) / DAY_MS);
  return Math.max(0, days);
}

/** "today", "6d ago", "5w ago", "4mo ago", "2y ago", or "No contact yet". */
export function contactAge(moment: string | null, now: Date): string {
  const days = daysSince(moment, now);
  if (days === null) return "No contact yet";
  if (days === 0) return "today";
  if (days < 14) return `${days}d ago`;
  if (days < 70) return `${Math.round(days / 7)}w ago`;
  if (days < 365) return `${Math.round(days / 30.44)}mo ago`;
  return `${Math.floor(days / 365)}y ago`;
}

/** The age of a person's last two-way contact. Before the first scoring nobody knows, which is not "no contact". */
export function lastContact(person: Person, now: Date): string {
  const { level, last_two_way_at: moment } = person.engagement;
  if (person.is_seat) return "";
  return level === null && moment === null ? "Not scored yet" : contactAge(moment, now);
}

/** Days without two-way contact after which a contact counts as old. */
export const STALE_DAYS = 30;
/** From this influence on, silence is worth a warning on the card. */
export const WARN_INFLUENCE = 50;

export function isStale(person: Person, now: Date): boolean {
  const days = daysSince(person.engagement.last_two_way_at, now);
  return days === null ? person.engagement.level !== null : days > STALE_DAYS;
}

/** The amber "!": somebody who matters and whom nobody has spoken with for a month. */
export function needsAttention(person: Person, now: Date): boolean {
  return (person.influence.score ?? 0) >= WARN_INFLUENCE && isStale(person, now);
}

export function personaName(key: string | undefined, personas: readonly PersonaRef[]): string {
  if (key === undefined) return "No persona";
  return personas.find((persona) => persona.key === key)?.name ?? key.replaceAll("_", " ");
}

export function relationshipCount(lines: readonly MapLine[], contactId: string): number {
  return lines.reduce((count, line) => count + (touches(line, contactId) ? 1 : 0), 0);
}

/** "Name, title. Persona, sentiment X, influence N of 100. N relationships." */
export function cardLabel(person: Person, personas: readonly PersonaRef[], relationships: number): string {
  const count = `${relationships} ${relationships === 1 ? "relationship" : "relationships"}.`;
  if (person.is_seat)
    return `Empty seat: ${person.name}. ${personaName(person.personas[0], personas)}, nobody named yet. ${count}`;
  const who = person.title ? `${person.name}, ${person.title}.` : `${person.name}.`;
  const sentiment = `sentiment ${sentimentLabel(sentimentKey(person)).toLowerCase()}`;
  const { score, assumed } = person.influence;
  const influence =
    score === null ? "influence not assessed" : `influence ${Math.round(score)} of 100${assumed ? ", assumed" : ""}`;
  const { vote } = person.indicators;
  const voting = vote === "" ? "" : `, vote ${VOTE_WORDS[vote].toLowerCase()}`;
  return `${who} ${personaName(person.personas[0], personas)}, ${sentiment}, ${influence}${voting}. ${count}`;
}

/** "influences Ada; conflict with Ben", without the reporting line, which the outline shows by its levels. */
export function relationshipsInWords(
  lines: readonly MapLine[],
  contactId: string,
  nameOf: (id: string) => string,
): string {
  const said = lines
    .filter((line) => LINE_KINDS[line.kind].overlay && touches(line, contactId))
    .map((line) => {
      const doubts = line.open_comments === 0 ? "" : ` (${commentWords(line.open_comments)})`;
      return `${relationWords(line, contactId)} ${nameOf(otherEnd(line, contactId))}${doubts}`;
    });
  return said.join("; ");
}

/** One line as a sentence, for the live region and tooltips. */
export function lineSentence(line: MapLine, nameOf: (id: string) => string): string {
  const strength = line.strength === null ? "" : `, strength ${line.strength} of 3`;
  const note = line.note ? `. ${line.note}` : "";
  const doubts = line.open_comments === 0 ? "" : `. ${commentWords(line.open_comments)}`;
  return `${nameOf(line.from)} ${LINE_KINDS[line.kind].forward} ${nameOf(line.to)}${strength}${note}${doubts}`;
}

function commentWords(count: number): string {
  return count === 1 ? "1 open comment" : `${count} open comments`;
}

/**
 * A short summary of what differs between two states of the same map, for the live region. What somebody wrote is told
 * apart from what was worked out anew: scores move for many at once, and one colleague's edit would drown in them.
 */
export function changeSummary(before: readonly Person[], after: readonly Person[]): string {
  const old = new Map(before.map((person) => [person.contact_id, person]));
  const now = new Set(after.map((person) => person.contact_id));
  const differ = (one: object, other: object) => JSON.stringify(one) !== JSON.stringify(other);
  // Who did not change is mostly the very same object: a map read again shares with the one before.
  const changed = after.flatMap((person) => {
    const was = old.get(person.contact_id);
    if (was === undefined || was === person || !differ(was, person)) return [];
    return [{ person, isWritten: differ(asWritten(was), asWritten(person)) }];
  });
  const joined = after.filter(({ contact_id }) => !old.has(contact_id));
  const left = before.filter(({ contact_id }) => !now.has(contact_id));
  const written = changed.flatMap(({ person, isWritten }) => (isWritten ? [person] : []));
  const scored = changed.flatMap(({ person, isWritten }) => (isWritten ? [] : [person]));
  const told = (people: readonly Person[], verb: string) =>
    people.length === 0
      ? []
      : [people.length === 1 && people[0] ? `${people[0].name} ${verb}` : `${people.length} people ${verb}`];
  return [
    ...told(joined, "joined the map"),
    ...told(left, "left the map"),
    ...told(written, "changed"),
    ...told(scored, "scored anew"),
  ].join(", ");
}

/** Without what is worked out from behaviour. The version of the record tells of an edit to any of it. */
function asWritten({ sentiment: _sentiment, influence: _influence, engagement: _engagement, ...rest }: Person) {
  return rest;
}
