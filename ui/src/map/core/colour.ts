/** What the colour of a card means in each mode. Names of CSS variables only: the theme knows the colours. */

import { personaKey, SENTIMENTS } from "~/theme/palette";
import type { EngagementLevel, Person, PersonaRef } from "./types";
import { ENGAGEMENT_WORDS, sentimentKey, sentimentLabel } from "./words";

export const COLOUR_MODES = ["sentiment", "persona", "engagement", "owner"] as const;
export type ColourMode = (typeof COLOUR_MODES)[number];

export const COLOUR_MODE_LABELS: Readonly<Record<ColourMode, string>> = {
  sentiment: "Sentiment",
  persona: "Persona",
  engagement: "Engagement",
  owner: "Coverage owner",
};

export interface ColourEntry {
  /** Name of a CSS variable without its dashes. */
  key: string;
  label: string;
}

const ENGAGEMENT_ORDER: readonly EngagementLevel[] = ["deep", "engaged", "lapsed", "present", "absent"];
/** Distinct owner colours; further owners share the last one, names carry the meaning. */
export const OWNER_COLOURS = 8;

/** Owners in order of how many people they cover, so the same map always gives the same colours. */
export function coverageOwners(people: readonly Person[]): { id: string; name: string }[] {
  const counts = new Map<string, { id: string; name: string; count: number }>();
  for (const { coverage_owner: owner } of people) {
    if (!owner) continue;
    const entry = counts.get(owner.id) ?? { ...owner, count: 0 };
    counts.set(owner.id, { ...entry, count: entry.count + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}

/** Grey, and drawn dashed: not assessed, nobody, none. */
export const NO_COLOUR = "sentiment-unknown";

export type ColourOf = (person: Person) => string;

/** A function from person to colour key, prepared once for the whole map. */
export function colouring(mode: ColourMode, people: readonly Person[]): ColourOf {
  if (mode === "persona")
    return ({ personas: [main] }) => (main === undefined ? NO_COLOUR : `persona-${personaKey(main)}`);
  if (mode === "engagement") return ({ engagement: { level } }) => (level === null ? NO_COLOUR : `engagement-${level}`);
  if (mode === "owner") {
    const places = new Map(
      coverageOwners(people).map((owner, index) => [owner.id, Math.min(index, OWNER_COLOURS - 1)]),
    );
    return (person) => (person.coverage_owner ? `owner-${places.get(person.coverage_owner.id) ?? 0}` : NO_COLOUR);
  }
  return (person) => `sentiment-${sentimentKey(person)}`;
}

/** Legend of a mode: the full scale for sentiment and engagement, only what occurs for the others. */
export function colourLegend(
  mode: ColourMode,
  people: readonly Person[],
  personas: readonly PersonaRef[],
): ColourEntry[] {
  if (mode === "sentiment") return SENTIMENTS.map((key) => ({ key: `sentiment-${key}`, label: sentimentLabel(key) }));
  if (mode === "engagement") {
    const levels = ENGAGEMENT_ORDER.map((key) => ({ key: `engagement-${key}`, label: ENGAGEMENT_WORDS[key] }));
    return people.some((person) => person.engagement.level === null)
      ? [...levels, { key: NO_COLOUR, label: "Unknown" }]
      : levels;
  }
  if (mode === "persona") {
    const used = new Set(people.map((person) => person.personas[0]));
    const known = personas
      .filter((persona) => used.has(persona.key))
      .map(({ key, name }) => ({ key: `persona-${personaKey(key)}`, label: name }));
    return used.has(undefined) ? [...known, { key: NO_COLOUR, label: "No persona" }] : known;
  }
  const owners = coverageOwners(people).map((owner, index) => ({
    key: `owner-${Math.min(index, OWNER_COLOURS - 1)}`,
    label: owner.name,
  }));
  return people.some((person) => !person.coverage_owner) ? [...owners, { key: NO_COLOUR, label: "Nobody" }] : owners;
}
