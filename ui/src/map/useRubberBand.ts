import { useReactFlow } from "@xyflow/react";
import { type MouseEvent as ReactMouseEvent, useCallback, useEffect, useRef, useState } from "react";
import type { Box } from "./core/types";

interface RubberBandInput {
  boxes: Readonly<Record<string, Box>>;
  /** People whose card the band touched; empty: none. Null: no band may be drawn. */
  onPick: ((contactIds: string[]) => void) | null;
}

export interface Band {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Shift and drag over the canvas draws a band; the cards it touches are chosen. Works from afar, where no card is drawn. */
export function useRubberBand({ boxes, onPick }: RubberBandInput) {
  const { screenToFlowPosition } = useReactFlow();
  const [band, setBand] = useState<Band | null>(null);
  const latest = useRef({ boxes, onPick });
  latest.current = { boxes, onPick };
  const stop = useRef<() => void>(() => {});

  // Caught on the way down: React Flow would pan, and d3 listens below.
  const onMouseDownCapture = useCallback(
    (event: ReactMouseEvent<HTMLElement>) => {
      const target = event.target as HTMLElement;
      if (!event.shiftKey || event.button !== 0 || latest.current.onPick === null) return;
      if (target.closest("[data-card], button, input, .react-flow__edge")) return;
      event.preventDefault();
      event.stopPropagation();
      const frame = event.currentTarget.getBoundingClientRect();
      const start = { x: event.clientX, y: event.clientY };
      const between = (end: MouseEvent) => ({
        left: Math.min(start.x, end.clientX),
        top: Math.min(start.y, end.clientY),
        width: Math.abs(end.clientX - start.x),
        height: Math.abs(end.clientY - start.y),
      });
      const move = (end: MouseEvent) => {
        const { left, top, width, height } = between(end);
        setBand({ left: left - frame.left, top: top - frame.top, width, height });
      };
      const up = (end: MouseEvent) => {
        stop.current();
        const { left, top, width, height } = between(end);
        const from = screenToFlowPosition({ x: left, y: top });
        const to = screenToFlowPosition({ x: left + width, y: top + height });
        const hit = Object.entries(latest.current.boxes).filter(
          ([, box]) => box.x < to.x && box.x + box.w > from.x && box.y < to.y && box.y + box.h > from.y,
        );
        latest.current.onPick?.(hit.map(([id]) => id));
      };
      stop.current = () => {
        window.removeEventListener("mousemove", move);
        window.removeEventListener("mouseup", up);
        setBand(null);
      };
      window.addEventListener("mousemove", move);
      window.addEventListener("mouseup", up);
    },
    [screenToFlowPosition],
  );
  useEffect(() => () => stop.current(), []);
  return { band, onMouseDownCapture };
}
