import { useReactFlow } from "@xyflow/react";
import { type RefObject, useCallback, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { boxCentre, centreView, fitView, type View } from "./core/geometry";
import type { Box } from "./core/types";
import type { LineEdgeType, MapNode } from "./nodes";

/** Below this zoom nothing is readable and one picture replaces cards and lines. */
export const FAR_ZOOM = 0.3;
/** At which a person selected is shown. */
const READING_ZOOM = 0.85;
/** Below which keys bring the focused person nearer. */
const LEGIBLE_ZOOM = 0.45;
export const MIN_ZOOM = 0.02;
export const MAX_ZOOM = 2;

interface ViewportInput {
  frame: RefObject<HTMLElement | null>;
  /** Of the window when it was first drawn. */
  size: { width: number; height: number };
  extent: Box;
  boxes: Readonly<Record<string, Box>>;
  selected: string | null;
  /** What lies over the canvas: the legend below, the panel at the right. */
  insets: { bottom: number; right: number };
}

/** Where the reader looks, and the ways to look elsewhere. */
export function useViewport({ frame, size, extent, boxes, selected, insets }: ViewportInput) {
  const flow = useReactFlow<MapNode, LineEdgeType>();
  const { bottom, right } = insets;

  const room = useCallback(() => {
    const { clientWidth, clientHeight } = frame.current ?? { clientWidth: size.width, clientHeight: size.height };
    return { width: Math.max(200, clientWidth - right), height: Math.max(200, clientHeight - bottom) };
  }, [frame, size, right, bottom]);
  const fitted = useCallback((): View => {
    const { width, height } = room();
    return fitView(extent, width, height, { margin: Math.min(24, width / 20), minZoom: MIN_ZOOM });
  }, [room, extent]);

  const [first] = useState<View>(() => {
    const box = selected === null ? undefined : boxes[selected];
    if (!box) return fitted();
    const { width, height } = room();
    return centreView(boxCentre(box), width, height, READING_ZOOM);
  });
  const [far, setFar] = useState(first.zoom < FAR_ZOOM);
  const jumping = useRef(0);

  /** The far layer comes on before a jump and goes after it, so that no card mounts only to be thrown away. */
  const jumpTo = useCallback(
    (target: View) => {
      const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      const near = target.zoom >= FAR_ZOOM;
      jumping.current += 1;
      if (!near) flushSync(() => setFar(true));
      void flow.setViewport(target, { duration: calm ? 0 : 300 }).then(() => {
        jumping.current -= 1;
        setFar(flow.getZoom() < FAR_ZOOM);
      });
    },
    [flow],
  );

  const fitAll = useCallback(() => jumpTo(fitted()), [jumpTo, fitted]);

  const centreOn = useCallback(
    (id: string) => {
      const box = boxes[id];
      if (!box) return;
      const { width, height } = room();
      jumpTo(centreView(boxCentre(box), width, height, Math.max(READING_ZOOM, Math.min(flow.getZoom(), 1.2))));
    },
    [boxes, room, jumpTo, flow],
  );

  /** Pans only when the whole card is not in sight at a legible size. */
  const reveal = useCallback(
    (id: string) => {
      const box = boxes[id];
      if (!box) return;
      const { width, height } = room();
      const { x, y, zoom } = flow.getViewport();
      const [left, top] = [box.x * zoom + x, box.y * zoom + y];
      const seen = left >= 8 && top >= 8 && left + box.w * zoom <= width - 8 && top + box.h * zoom <= height - 8;
      if (!seen || zoom < LEGIBLE_ZOOM) centreOn(id);
    },
    [boxes, room, flow, centreOn],
  );

  const onMove = useCallback((_event: unknown, { zoom }: View) => {
    if (jumping.current === 0) setFar(zoom < FAR_ZOOM);
  }, []);

  return { first, far, fitAll, centreOn, reveal, onMove };
}
