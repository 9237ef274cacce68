/**
 * A record as a form holds it, and what of it changed. Free of React.
 *
 * Inputs hold text, records hold numbers, references and nulls; both ways are told here. An emptied field means "not
 * assessed" and is sent as the empty value of its kind, never as zero.
 */

/** `lines`: a list, one per line. `pairs`: fields of one's own, a name and a value per line. */
export type FieldKind = "text" | "long" | "number" | "day" | "choice" | "record" | "lines" | "pairs";

export interface FieldSpec {
  /** The record's own name for it. A reference `account` is sent as `account_id`. */
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly required?: boolean;
  readonly hint?: string;
  readonly maxLength?: number;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** For `record`: which list to search. */
  readonly source?: "accounts" | "users";
  /** Half the width of the form, beside its neighbour. */
  readonly half?: boolean;
}

/** Field name → text of the input; a reference holds the id. */
export type Draft = Readonly<Record<string, string>>;
export type Fields = Readonly<Record<string, unknown>>;

function isReference(value: unknown): value is { readonly id: string; readonly name: string } {
  return typeof value === "object" && value !== null && "id" in value && "name" in value;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.join("\n");
  if (isReference(value)) return value.id;
  if (typeof value === "object" && "key" in value) return String(value.key);
  return String(value);
}

function draftText(value: unknown, field: FieldSpec): string {
  if (field.kind !== "pairs" || typeof value !== "object" || value === null) return textOf(value);
  return Object.entries(value)
    .map(([name, said]) => `${name}: ${textOf(said)}`)
    .join("\n");
}

/** The words a person reads for a value, in a form or a comparison. */
export function wordsOf(value: unknown, field: FieldSpec): string {
  if (isReference(value)) return value.name;
  const text = draftText(value, field);
  return field.choices?.find((choice) => choice.value === text)?.label ?? text;
}

export function draftOf(record: Fields, fields: readonly FieldSpec[]): Draft {
  return Object.fromEntries(fields.map((field) => [field.name, draftText(record[field.name], field)]));
}

/** The name under which a field travels to the server. */
export function payloadName(field: FieldSpec): string {
  return field.kind === "record" ? `${field.name}_id` : field.name;
}

function payloadValue(text: string, field: FieldSpec): unknown {
  const trimmed = text.trim();
  switch (field.kind) {
    case "number":
      return trimmed === "" ? null : Number(trimmed);
    case "day":
    case "record":
      return trimmed === "" ? null : trimmed;
    case "lines":
      return linesOf(trimmed);
    case "pairs":
      return Object.fromEntries(linesOf(trimmed).map(pairOf));
    default:
      return trimmed;
  }
}

function linesOf(text: string): readonly string[] {
  return [...new Set(text.split("\n").map((line) => line.trim()))].filter(Boolean);
}

/** `Region: North`. Numbers, yes and no keep their kind, so that rules can count with them. */
function pairOf(line: string): readonly [string, string | number | boolean] {
  const [name = "", ...rest] = line.split(":");
  const said = rest.join(":").trim();
  const plain = said === "true" ? true : said === "false" ? false : said;
  return [name.trim(), /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(said) ? Number(said) : plain];
}

/** Only what differs is sent: two people who edit different fields of one record do not meet. */
export function changesOf(draft: Draft, initial: Draft, fields: readonly FieldSpec[]): Fields {
  const changed = fields.filter((field) => (draft[field.name] ?? "").trim() !== (initial[field.name] ?? "").trim());
  return Object.fromEntries(changed.map((field) => [payloadName(field), payloadValue(draft[field.name] ?? "", field)]));
}

/** Problems we can see without asking the server, by field name. */
export function problemsOf(draft: Draft, fields: readonly FieldSpec[]): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  for (const field of fields) {
    const text = (draft[field.name] ?? "").trim();
    if (field.required && text === "") problems[field.name] = `${field.label} is needed.`;
    else if (field.kind === "number" && text !== "" && !Number.isFinite(Number(text))) {
      problems[field.name] = `“${text}” is not a number.`;
    } else if (field.kind === "pairs") {
      const bare = linesOf(text).find((line) => !/^[^:]+:/.test(line));
      if (bare) problems[field.name] = `“${bare}” needs a name, a colon and a value, such as Region: North.`;
    }
  }
  return problems;
}

export interface Difference {
  readonly field: FieldSpec;
  readonly theirs: string;
  readonly mine: string;
}

/** The fields I changed whose saved value is meanwhile another one than the one I started from. */
export function differencesOf(
  draft: Draft,
  initial: Draft,
  current: Fields,
  fields: readonly FieldSpec[],
): readonly Difference[] {
  const saved = draftOf(current, fields);
  return fields
    .filter(({ name }) => draft[name] !== initial[name] && saved[name] !== initial[name] && saved[name] !== draft[name])
    .map((field) => ({ field, theirs: saved[field.name] ?? "", mine: draft[field.name] ?? "" }));
}

/**
 * My draft on top of what is saved now: fields I did not touch follow the saved record, fields I changed keep my text,
 * except those for which I chose theirs.
 */
export function rebase(
  draft: Draft,
  initial: Draft,
  current: Fields,
  fields: readonly FieldSpec[],
  takeTheirs: ReadonlySet<string>,
): Draft {
  const saved = draftOf(current, fields);
  return Object.fromEntries(
    fields.map(({ name }) => {
      const mine = draft[name] !== initial[name] && !takeTheirs.has(name);
      return [name, (mine ? draft[name] : saved[name]) ?? ""];
    }),
  );
}
