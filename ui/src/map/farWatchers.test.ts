import { expect, test } from "vitest";
import { ringAround } from "./farWatchers";

const card = { x: 100, y: 200, w: 240, h: 112 };

test("a ring lies round the card where the reader sees it", () => {
  expect(ringAround(card, { x: 10, y: 20, zoom: 0.25 })).toEqual({ x: 32, y: 67, w: 66, h: 34 });
});

test("from very far a ring is still large enough to be found, in the middle of the card", () => {
  const ring = ringAround(card, { x: 0, y: 0, zoom: 0.02 });
  expect(ring.w).toBe(14);
  expect(ring.h).toBe(12);
  expect(ring.x + ring.w / 2).toBeCloseTo((card.x + card.w / 2) * 0.02);
});
