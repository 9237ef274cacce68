/**
 * The settings as a page edits them: every single value with its path, its default and its words. Free of React.
 *
 * Lists and rules (templates, gates) are kept as they are: they have more shape than one input can hold.
 */

export interface Values {
  readonly scoring: Readonly<Record<string, unknown>>;
  readonly judgement: Readonly<Record<string, unknown>>;
}

export interface Setting {
  /** "scoring.engagement.half_life_days": also the server's name for it in its complaints. */
  readonly path: string;
  readonly label: string;
  readonly meaning: string;
  /** "days", "points" and so on, or nothing. */
  readonly unit: string;
  readonly value: number | boolean;
  readonly standard: number | boolean;
}

/** What each value means, by its path. */
export type Words = Readonly<Record<string, Pick<Setting, "label" | "meaning" | "unit">>>;

export interface SettingGroup {
  readonly key: string;
  readonly title: string;
  readonly settings: readonly Setting[];
}

/** Path → the text typed, or the switch set. */
export type Edits = Readonly<Record<string, string | boolean>>;

const TITLES: Readonly<Record<string, string>> = {
  "scoring.engagement": "Engagement",
  "scoring.sentiment": "Sentiment from behaviour",
  "scoring.influence": "Influence",
  "scoring.ties": "Ties",
  "scoring.silence": "Silence",
  scoring: "Threads",
  judgement: "Coverage, consensus and gaps",
};

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function single(value: unknown): value is number | boolean {
  return typeof value === "number" || typeof value === "boolean";
}

/** All single values, by group, in the server's order. */
export function groupsOf(values: Values, standards: Values, words: Words): readonly SettingGroup[] {
  const groups: SettingGroup[] = [];
  const collect = (key: string, at: unknown, standardAt: unknown): void => {
    if (!isObject(at)) return;
    const standard = isObject(standardAt) ? standardAt : {};
    const settings = Object.entries(at).flatMap(([name, value]): Setting[] => {
      const usual = standard[name];
      if (!single(value)) return [];
      const path = `${key}.${name}`;
      const { label, meaning, unit } = words[path] ?? { label: name, meaning: "", unit: "" };
      return [{ path, label, meaning, unit, value, standard: single(usual) ? usual : value }];
    });
    if (settings.length > 0) groups.push({ key, title: TITLES[key] ?? key, settings });
  };
  for (const [name, part] of Object.entries(values.scoring)) {
    collect(`scoring.${name}`, part, standards.scoring[name]);
  }
  collect("scoring", values.scoring, standards.scoring);
  collect("judgement", values.judgement, standards.judgement);
  return groups;
}

/** The whole settings with the edits in their places. Text that is no number is sent as it is, for the server to refuse. */
export function withEdits(values: Values, edits: Edits): Values {
  const result = structuredClone(values) as { scoring: Record<string, unknown>; judgement: Record<string, unknown> };
  for (const [path, edit] of Object.entries(edits)) {
    const names = path.split(".");
    const last = names.pop() ?? "";
    let at: unknown = result;
    for (const name of names) at = isObject(at) ? at[name] : undefined;
    if (isObject(at)) (at as Record<string, unknown>)[last] = typeof edit === "boolean" ? edit : numberOr(edit);
  }
  return result;
}

function numberOr(text: string): number | string {
  const trimmed = text.trim().replace(",", ".");
  return trimmed !== "" && Number.isFinite(Number(trimmed)) ? Number(trimmed) : text;
}

/** Edits that say nothing new are no edits. */
export function edited(edits: Edits, setting: Setting, next: string | boolean): Edits {
  const same = typeof next === "boolean" ? next === setting.value : numberOr(next) === setting.value;
  const { [setting.path]: _, ...others } = edits;
  return same ? others : { ...others, [setting.path]: next };
}
