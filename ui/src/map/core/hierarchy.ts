/** Who reports to whom among the people on the map, and how to walk it. */

import type { Box, LineKind, MapLine, Person } from "./types";

export interface Hierarchy {
  /** Contact id of each person's manager, where the manager is on the map. */
  managerOf: ReadonlyMap<string, string>;
  reportsOf: ReadonlyMap<string, readonly string[]>;
  roots: readonly string[];
}

/**
 * The tree of solid lines. Reports are ordered by where they stand on the map (rows, then left to right), so that
 * walking with the keys follows what the eye sees; people without a box keep their order in the data.
 */
export function hierarchy(
  people: readonly Person[],
  lines: readonly MapLine[],
  boxes: Readonly<Record<string, Box>> = {},
): Hierarchy {
  const present = new Set(people.map((person) => person.contact_id));
  const managerOf = new Map<string, string>();
  for (const line of lines) {
    if (line.kind !== "reports_to" || !present.has(line.from) || !present.has(line.to)) continue;
    // A line of this deal alone says more about this deal than one that holds everywhere.
    if (!managerOf.has(line.from) || line.opportunity_id !== null) managerOf.set(line.from, line.to);
  }
  const order = standingOrder(people, boxes);
  const reports = new Map<string, string[]>();
  const roots: string[] = [];
  for (const id of order) {
    const manager = managerOf.get(id);
    if (manager === undefined) roots.push(id);
    else reports.set(manager, [...(reports.get(manager) ?? []), id]);
  }
  return { managerOf, reportsOf: reports, roots };
}

function standingOrder(people: readonly Person[], boxes: Readonly<Record<string, Box>>): string[] {
  const place = new Map(people.map((person, index) => [person.contact_id, index]));
  return [...place.keys()].sort((a, b) => {
    const boxA = boxes[a];
    const boxB = boxes[b];
    if (boxA && boxB) {
      const rowGap = boxA.y - boxB.y;
      if (Math.abs(rowGap) > 20) return rowGap;
      if (boxA.x !== boxB.x) return boxA.x - boxB.x;
    }
    return (place.get(a) ?? 0) - (place.get(b) ?? 0);
  });
}

export type Step = "up" | "down" | "left" | "right" | "home" | "end";

/** Where an arrow key leads: up to the manager, down to the first report, sideways among peers. Null: nowhere. */
export function walk(tree: Hierarchy, from: string, step: Step): string | null {
  if (step === "home") return tree.roots[0] ?? null;
  if (step === "end") return flatten(tree).at(-1) ?? null;
  if (step === "up") return tree.managerOf.get(from) ?? null;
  if (step === "down") return tree.reportsOf.get(from)?.[0] ?? null;
  const manager = tree.managerOf.get(from);
  const peers = manager === undefined ? tree.roots : (tree.reportsOf.get(manager) ?? []);
  const at = peers.indexOf(from);
  return peers[at + (step === "left" ? -1 : 1)] ?? null;
}

/** Everybody, managers before their reports, depth first. */
export function flatten(tree: Hierarchy): string[] {
  const seen = new Set<string>();
  const ordered: string[] = [];
  const stack = [...tree.roots].reverse();
  while (stack.length > 0) {
    const id = stack.pop() as string;
    if (seen.has(id)) continue;
    seen.add(id);
    ordered.push(id);
    stack.push(...[...(tree.reportsOf.get(id) ?? [])].reverse());
  }
  // Data with a cycle has people no root leads to; they still must be reachable.
  for (const id of tree.managerOf.keys()) if (!seen.has(id)) ordered.push(id);
  return ordered;
}

/** The person and all below; a card is dropped on none of these. */
export function teamOf(tree: Hierarchy, root: string): Set<string> {
  const team = new Set<string>([root]);
  const stack = [root];
  while (stack.length > 0) {
    for (const id of tree.reportsOf.get(stack.pop() as string) ?? []) {
      if (!team.has(id)) {
        team.add(id);
        stack.push(id);
      }
    }
  }
  return team;
}

/** The chain of contact ids a new manager would close into a ring, or null when the move is sound. */
export function closingChain(tree: Hierarchy, report: string, manager: string): string[] | null {
  const chain = [report, manager];
  let at: string | undefined = manager;
  while (at !== undefined && at !== report) {
    at = tree.managerOf.get(at);
    if (at !== undefined) chain.push(at);
    if (chain.length > 10_000) return chain;
  }
  return at === report ? chain : null;
}

/** The person and everybody a line leads to: vivid when someone is selected, all others flattened. */
export function circleOf(lines: readonly MapLine[], contactId: string, kinds?: ReadonlySet<LineKind>): Set<string> {
  const circle = new Set([contactId]);
  for (const line of lines) {
    if (kinds && !kinds.has(line.kind)) continue;
    if (line.from === contactId) circle.add(line.to);
    if (line.to === contactId) circle.add(line.from);
  }
  return circle;
}

export interface OutlineRow {
  contactId: string;
  level: number;
  position: number;
  setSize: number;
  hasReports: boolean;
  expanded: boolean;
}

/** Visible rows of the outline with what a treegrid must say about each. */
export function outlineRows(tree: Hierarchy, closed: ReadonlySet<string>, only?: ReadonlySet<string>): OutlineRow[] {
  const rows: OutlineRow[] = [];
  const seen = new Set<string>();
  const visit = (ids: readonly string[], level: number) => {
    const wanted = ids.filter((id) => !seen.has(id) && (!only || leadsTo(id)));
    wanted.forEach((id, index) => {
      seen.add(id);
      const reports = (tree.reportsOf.get(id) ?? []).filter((report) => !only || leadsTo(report));
      const expanded = reports.length > 0 && !closed.has(id);
      rows.push({
        contactId: id,
        level,
        position: index + 1,
        setSize: wanted.length,
        hasReports: reports.length > 0,
        expanded,
      });
      if (expanded) visit(reports, level + 1);
    });
  };
  // With a filter on, a manager stays as the way to a report who matches.
  const reach = new Map<string, boolean>();
  const leadsTo = (id: string): boolean => {
    const known = reach.get(id);
    if (known !== undefined) return known;
    reach.set(id, false);
    const found = (only?.has(id) ?? true) || (tree.reportsOf.get(id) ?? []).some(leadsTo);
    reach.set(id, found);
    return found;
  };
  visit(tree.roots, 1);
  return rows;
}
