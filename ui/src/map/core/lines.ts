/** What the kinds of lines are called, which of them point somewhere, and which are shown. */

import type { LineKind, MapLine, Strength } from "./types";

export interface LineKindWords {
  /** In menus and the legend. */
  label: string;
  /** "Ada <forward> Ben", read from the start of the line. */
  forward: string;
  /** "Ben <backward> Ada", read from its end. */
  backward: string;
  directed: boolean;
  /** Overlay lines lie over the chart; the others make its tree. */
  overlay: boolean;
}

export const LINE_KINDS: Readonly<Record<LineKind, LineKindWords>> = {
  reports_to: { label: "Reports to", forward: "reports to", backward: "manages", directed: true, overlay: false },
  dotted: {
    label: "Dotted line",
    forward: "dotted line to",
    backward: "dotted line from",
    directed: true,
    overlay: true,
  },
  influences: { label: "Influences", forward: "influences", backward: "influenced by", directed: true, overlay: true },
  ally: { label: "Ally", forward: "ally of", backward: "ally of", directed: false, overlay: true },
  conflict: { label: "Conflict", forward: "conflict with", backward: "conflict with", directed: false, overlay: true },
  knows: { label: "Knows", forward: "knows", backward: "knows", directed: false, overlay: true },
};

/** Whether a line is one of influence in the widest sense; the others are of the organisation. */
export function isOfWeb({ kind }: Pick<MapLine, "kind">): boolean {
  return kind !== "reports_to" && kind !== "dotted";
}

/** Order of relationships in the panel: what may hurt first, the tree last. */
export const LINE_ORDER: readonly LineKind[] = ["conflict", "ally", "influences", "knows", "dotted", "reports_to"];

export const STRENGTH_WORDS: Readonly<Record<Strength, string>> = { 1: "low", 2: "medium", 3: "high" };

/** Which lines the reader switched off. Reporting lines always stay: without them there is no chart. */
export type LineToggles = Readonly<Record<"influences" | "ally" | "conflict" | "knows" | "dotted", boolean>>;

export const ALL_LINES: LineToggles = { influences: true, ally: true, conflict: true, knows: true, dotted: true };

/** Above this many overlay lines a map is a web, so only those that matter now are drawn. */
export const OVERLAY_LIMIT = 25;

export function otherEnd(line: MapLine, contactId: string): string {
  return line.from === contactId ? line.to : line.from;
}

export function touches(line: MapLine, contactId: string | null): boolean {
  return contactId !== null && (line.from === contactId || line.to === contactId);
}

/** The relation in words as seen from one of its two people. */
export function relationWords(line: MapLine, from: string): string {
  const words = LINE_KINDS[line.kind];
  return line.from === from ? words.forward : words.backward;
}

export interface ShownLines {
  lines: MapLine[];
  /** Overlay lines held back because there are too many; said to the reader with a number. */
  hidden: number;
}

export interface ShownLinesInput {
  lines: readonly MapLine[];
  toggles: LineToggles;
  /** People whose lines are wanted now: selected, hovered, focused. */
  attention: ReadonlySet<string>;
  /** Lanes put related people far apart, so there overlays appear for the people attended to alone. */
  lanes: boolean;
  /** The web of influence: all of its lines and no reporting ones. */
  web: boolean;
}

function wantedLines(lines: readonly MapLine[], toggles: LineToggles): MapLine[] {
  return lines.filter((line) => line.kind === "reports_to" || toggles[line.kind]);
}

/** Whether overlays are drawn for some people only: in lanes, and where there are too many of them. */
export function isSelective(lines: readonly MapLine[], toggles: LineToggles, lanes: boolean, web: boolean): boolean {
  if (web) return false;
  return lanes || wantedLines(lines, toggles).filter((line) => LINE_KINDS[line.kind].overlay).length > OVERLAY_LIMIT;
}

/**
 * Lines to draw. Reporting lines are always drawn in the chart and never in lanes. Overlays are drawn all, up to
 * `OVERLAY_LIMIT`; above it those of the people attended to and strong conflicts, which nobody should overlook.
 */
export function shownLines({ lines, toggles, attention, lanes, web }: ShownLinesInput): ShownLines {
  const wanted = wantedLines(lines, toggles);
  if (web) return { lines: wanted.filter(isOfWeb), hidden: 0 };
  const overlays = wanted.filter((line) => LINE_KINDS[line.kind].overlay);
  const attended = (line: MapLine) => attention.has(line.from) || attention.has(line.to);
  const selective = isSelective(lines, toggles, lanes, web);
  const shown = wanted.filter((line) => {
    if (line.kind === "reports_to") return !lanes;
    if (!selective) return true;
    return attended(line) || (!lanes && line.kind === "conflict" && line.strength === 3);
  });
  const drawn = shown.filter((line) => LINE_KINDS[line.kind].overlay).length;
  return { lines: shown, hidden: overlays.length - drawn };
}
