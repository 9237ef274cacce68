import { useEffect, useRef, useState } from "react";
import { between } from "./core/geometry";
import type { Box } from "./core/types";

export type Boxes = Readonly<Record<string, Box>>;

const DURATION_MS = 300;
/** Above this a new layout is shown at once: gliding would redraw every card and line each frame. */
const MOST_CARDS = 150;

/**
 * Boxes on their way from the last layout to the new one. Positions are animated as data, not by a CSS transition, because
 * the lines must follow the cards. `start` overrides where some cards set out from (a card dropped elsewhere).
 */
export function useGlide(boxes: Boxes, start: () => Boxes): Boxes {
  const [shown, setShown] = useState(boxes);
  const current = useRef(boxes);
  const startRef = useRef(start);
  startRef.current = start;

  useEffect(() => {
    if (current.current === boxes) return;
    const from = { ...current.current, ...startRef.current() };
    const moved = Object.keys(boxes).some(
      (id) => from[id] && boxes[id] && (from[id].x !== boxes[id].x || from[id].y !== boxes[id].y),
    );
    const still =
      !moved || Object.keys(boxes).length > MOST_CARDS || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (still) {
      current.current = boxes;
      setShown(boxes);
      return;
    }
    let frame = 0;
    const begun = performance.now();
    const step = (time: number) => {
      const share = Math.min(1, Math.max(0, (time - begun) / DURATION_MS));
      const eased = 1 - (1 - share) ** 3;
      const next =
        share === 1
          ? boxes
          : Object.fromEntries(
              Object.entries(boxes).map(([id, box]) => [id, from[id] ? between(from[id], box, eased) : box]),
            );
      current.current = next;
      setShown(next);
      if (share < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [boxes]);

  return shown;
}
