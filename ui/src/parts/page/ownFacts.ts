import type { Fact } from "./Facts";

/** Fields of one's own, by their names. */
export function ownFacts(custom: Readonly<Record<string, unknown>>): readonly Fact[] {
  return Object.entries(custom).map(([label, value]) => ({
    label,
    value: typeof value === "boolean" ? (value ? "Yes" : "No") : value === null ? "" : String(value),
  }));
}
