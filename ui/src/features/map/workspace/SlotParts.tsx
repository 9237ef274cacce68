import type { Slot } from "./slots";

export function SlotParts({ slot }: { slot: Slot }) {
  return Object.entries(slot).map(([name, Part]) => <Part key={name} />);
}
