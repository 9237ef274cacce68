/** What a reviewer may suggest to do with the line between two people: as choices, as words, and as it is sent. */

import type { components } from "~/api/schema";
import { LINE_KINDS, LINE_ORDER, otherEnd, STRENGTH_WORDS } from "~/map/core/lines";
import type { LineKind, MapLine, Strength } from "~/map/core/types";
import type { Comment } from "./api";

export type LineSuggestion = components["schemas"]["LineSuggestionIn"];
type Suggested = NonNullable<Comment["suggests_line"]>;

interface Choice {
  readonly value: string;
  readonly label: string;
}

const STRENGTHS: readonly Strength[] = [1, 2, 3];

/** Choices for two people: to draw a kind of line that is not there, and for each that is, to change or erase it. */
export function lineChoices(
  lines: readonly MapLine[],
  from: string,
  to: string,
): readonly { readonly group: string; readonly items: Choice[] }[] {
  const there = lines.filter((line) => [line.from, line.to].includes(from) && otherEnd(line, from) === to);
  const kinds = new Set(there.map(({ kind }) => kind));
  const missing = LINE_ORDER.filter((kind) => !kinds.has(kind));
  return [
    ...there.map((line) => ({ group: `The line that is there: ${name(line.kind)}`, items: changesOf(line, missing) })),
    { group: "A new line", items: missing.map((kind) => ({ value: `draw ${kind}`, label: `Draw: ${name(kind)}` })) },
  ];
}

function changesOf(line: MapLine, missing: readonly LineKind[]): Choice[] {
  return [
    { value: `erase ${line.id}`, label: `Erase: ${name(line.kind)}` },
    ...STRENGTHS.filter((each) => each !== line.strength).map((each) => ({
      value: `strength ${line.id} ${each}`,
      label: `${LINE_KINDS[line.kind].label}: strength ${STRENGTH_WORDS[each]}`,
    })),
    ...missing.map((kind) => ({
      value: `kind ${line.id} ${kind}`,
      label: `${LINE_KINDS[line.kind].label} becomes ${name(kind)}`,
    })),
  ];
}

/** The suggestion behind a choice. */
export function suggestionOf(value: string): LineSuggestion {
  const [what, first = "", second = ""] = value.split(" ");
  switch (what) {
    case "draw":
      return { do: "draw", kind: first as LineKind };
    case "erase":
      return { do: "erase", line_id: first };
    case "strength":
      return { do: "change", line_id: first, strength: Number(second) as Strength };
    default:
      return { do: "change", line_id: first, kind: second as LineKind };
  }
}

/** A suggestion in words, after "Suggests to". */
export function suggestionWords({ do: what, kind, strength, was }: Suggested): string {
  const strong = strength ? ` (strength ${STRENGTH_WORDS[strength]})` : "";
  if (what === "draw" && kind) return `draw a line: ${name(kind)}${strong}`;
  const line = `the line “${was ? name(was) : "between them"}”`;
  if (what === "erase") return `erase ${line}`;
  return kind
    ? `turn ${line} into “${name(kind)}”${strong}`
    : `make ${line} ${strength ? STRENGTH_WORDS[strength] : ""} in strength`;
}

function name(kind: LineKind): string {
  return LINE_KINDS[kind].label.toLowerCase();
}
