/** Where influence starts: people who move others and are moved by nobody they do not move themselves. */

import type { MapLine } from "./types";

/**
 * Roots of power with the number of people each moves in the end, directly or through others. A circle of people who move
 * each other counts as one source, so all of them are roots when nobody outside moves them.
 */
export function rootsOfPower(lines: readonly MapLine[]): Map<string, number> {
  const moves = new Map<string, string[]>();
  for (const line of lines) {
    if (line.kind === "influences") moves.set(line.from, [...(moves.get(line.from) ?? []), line.to]);
  }
  const reach = new Map([...moves.keys()].map((id) => [id, reachedFrom(id, moves)]));
  const roots = new Map<string, number>();
  for (const [id, reached] of reach) {
    const moved = [...reach].some(([other, theirs]) => other !== id && theirs.has(id) && !reached.has(other));
    if (!moved && reached.size > 0) roots.set(id, reached.size);
  }
  return roots;
}

export function powerWords(moves: number): string {
  return `A root of power: moves ${moves} ${moves === 1 ? "person" : "people"}, and nobody else moves them`;
}

/** Everybody reached over lines of influence, without the person themselves. */
function reachedFrom(start: string, moves: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const waiting = [start];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const next of moves.get(id) ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      waiting.push(next);
    }
  }
  reached.delete(start);
  return reached;
}
