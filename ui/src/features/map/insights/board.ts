/** How insights stand on the board; free of React. */
import type { Insight, InsightKind } from "./kinds";

/** Columns, in the order one follows from another. */
export const COLUMNS: readonly { readonly kind: InsightKind; readonly title: string }[] = [
  { kind: "pressure", title: "Pressures" },
  { kind: "goal", title: "Goals" },
  { kind: "initiative", title: "Initiatives" },
  { kind: "obstacle", title: "Obstacles" },
];

export const OF_BUYERS: readonly { readonly kind: InsightKind; readonly title: string }[] = [
  { kind: "criterion", title: "Decides by" },
  { kind: "concern", title: "Concerns" },
  { kind: "challenge", title: "Challenges" },
];

/** Links are written at one end and hold both ways. */
export function linksOf(insights: readonly Insight[]): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Set(insights.map((each) => each.id));
  const links = new Map<string, Set<string>>(insights.map((each) => [each.id, new Set()]));
  for (const each of insights) {
    for (const other of each.linked_ids) {
      if (!known.has(other) || other === each.id) continue;
      links.get(each.id)?.add(other);
      links.get(other)?.add(each.id);
    }
  }
  return links;
}

export interface BuyerRow {
  /** Null: of the whole group, nobody's in particular. */
  readonly contactId: string | null;
  readonly byKind: ReadonlyMap<InsightKind, readonly Insight[]>;
}

/** Criteria, concerns and challenges by who holds them, in the order of `people`; those of nobody come last. */
export function byBuyer(insights: readonly Insight[], people: readonly string[]): readonly BuyerRow[] {
  const kinds = OF_BUYERS.map(({ kind }) => kind);
  const of = insights.filter((each) => kinds.includes(each.kind));
  const there = new Set(people);
  const rows = [...people, null].map((contactId) => {
    const theirs = of.filter((each) =>
      contactId === null ? !each.contact_ids.some((id) => there.has(id)) : each.contact_ids.includes(contactId),
    );
    return {
      contactId,
      byKind: new Map(kinds.map((kind) => [kind, theirs.filter((each) => each.kind === kind)])),
    };
  });
  return rows.filter((row) => [...row.byKind.values()].some((list) => list.length > 0));
}
