/** A what-if in figures and words. */

import type { WhatIf } from "./api";

interface Shift {
  readonly before: number | null;
  readonly after: number | null;
}

export interface FigureChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly turn: "better" | "worse" | "same";
}

const FIGURES: readonly { name: string; key: keyof WhatIf; digits: number; moreIsBetter: boolean; unit?: string }[] = [
  { name: "Coverage", key: "coverage", digits: 0, moreIsBetter: true },
  { name: "Threads", key: "effective_threads", digits: 1, moreIsBetter: true },
  { name: "Rests on one person", key: "single_thread_risk", digits: 0, moreIsBetter: false, unit: " %" },
  { name: "Consensus", key: "consensus", digits: 2, moreIsBetter: true },
  { name: "Spread", key: "spread", digits: 2, moreIsBetter: false },
  { name: "Map score", key: "map_score", digits: 0, moreIsBetter: true },
  { name: "Still needed for a yes", key: "needed", digits: 0, moreIsBetter: false },
];

/** Each figure before and after. Not known is said, never shown as zero. */
export function figuresOf(found: WhatIf): FigureChange[] {
  return FIGURES.map(({ name, key, digits, moreIsBetter, unit = "" }) => {
    const { before, after } = found[key] as Shift;
    const words = (value: number | null) => (value === null ? "not known" : `${value.toFixed(digits)}${unit}`);
    return { name, before: words(before), after: words(after), turn: turnOf(before, after, moreIsBetter, digits) };
  });
}

function turnOf(before: number | null, after: number | null, moreIsBetter: boolean, digits: number) {
  if (before === null || after === null || before.toFixed(digits) === after.toFixed(digits)) return "same";
  return after > before === moreIsBetter ? "better" : "worse";
}

/** What opens, closes, is lost or gained. */
export function wordsOf(found: WhatIf): string[] {
  const said = [
    ...found.gates_closed.map((label) => `Gate no longer met: ${label}`),
    ...found.gates_opened.map((label) => `Gate met: ${label}`),
    ...found.roles_lost.map((name) => `${name}: no engaged holder any more`),
    ...found.roles_gained.map((name) => `${name}: engaged`),
    ...found.now_blocking.map(({ name }) => `${name} would block with a veto`),
    ...found.no_longer_blocking.map(({ name }) => `${name} would block no longer`),
  ];
  if (found.yes_before !== found.yes_after) {
    said.push(
      found.yes_after ? "The group would be ready to say yes" : "The group would not be ready to say yes any more",
    );
  }
  return said.length > 0 ? said : ["No gate, role or veto changes."];
}
