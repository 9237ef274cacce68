import { useReactFlow, useStoreApi } from "@xyflow/react";
import { type PointerEvent, useEffect, useMemo, useRef } from "react";
import { usePalette, useScheme } from "~/theme/preferences";
import { NO_COLOUR } from "./core/colour";
import type { Box, Person } from "./core/types";
import { readInk } from "./farBitmap";
import styles from "./MiniMap.module.css";

interface MiniMapProps {
  people: readonly Person[];
  boxes: Readonly<Record<string, Box>>;
  extent: Box;
  hueOf: (person: Person) => string;
  vivid: ReadonlySet<string> | null;
}

const WIDTH = 166;
const HEIGHT = 100;
const MARGIN = 8;

/**
 * The whole map in a corner. Our own rather than React Flow's, because that one knows only mounted cards and there are none
 * from afar. For the pointer alone: keys reach everything through the cards and the outline.
 */
export function MiniMap({ people, boxes, extent, hueOf, vivid }: MiniMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const store = useStoreApi();
  const { setViewport } = useReactFlow();
  const scheme = useScheme();
  const { palette } = usePalette();
  const fit = useMemo(() => {
    const scale = Math.min((WIDTH - 2 * MARGIN) / Math.max(extent.w, 1), (HEIGHT - 2 * MARGIN) / Math.max(extent.h, 1));
    return {
      scale,
      x: (WIDTH - extent.w * scale) / 2 - extent.x * scale,
      y: (HEIGHT - extent.h * scale) / 2 - extent.y * scale,
    };
  }, [extent]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: scheme and palette are read through the page's variables
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const ink = readInk();
    const density = 2;
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, WIDTH, HEIGHT);
    for (const person of people) {
      const box = boxes[person.contact_id];
      if (!box) continue;
      const hue = hueOf(person);
      context.globalAlpha = vivid !== null && !vivid.has(person.contact_id) ? 0.35 : hue === NO_COLOUR ? 0.6 : 1;
      context.fillStyle = ink(hue);
      context.beginPath();
      context.roundRect(
        box.x * fit.scale + fit.x,
        box.y * fit.scale + fit.y,
        Math.max(2, box.w * fit.scale),
        Math.max(1.5, box.h * fit.scale),
        1.5,
      );
      context.fill();
    }
  }, [people, boxes, hueOf, vivid, fit, scheme, palette]);

  useEffect(() => {
    const place = () => {
      const { transform, width, height } = store.getState();
      const [x, y, zoom] = transform;
      const element = frame.current;
      if (!element || zoom === 0) return;
      // Clamped, so that the frame never sticks out of the corner however far one zooms out.
      const left = Math.max(0, (-x / zoom) * fit.scale + fit.x);
      const top = Math.max(0, (-y / zoom) * fit.scale + fit.y);
      const right = Math.min(WIDTH, ((width - x) / zoom) * fit.scale + fit.x);
      const bottom = Math.min(HEIGHT, ((height - y) / zoom) * fit.scale + fit.y);
      element.style.transform = `translate(${left}px, ${top}px)`;
      element.style.width = `${Math.max(4, right - left)}px`;
      element.style.height = `${Math.max(4, bottom - top)}px`;
    };
    place();
    return store.subscribe(place);
  }, [store, fit]);

  const go = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 0) return;
    const corner = event.currentTarget.getBoundingClientRect();
    const { transform, width, height } = store.getState();
    const zoom = transform[2];
    const mapX = (event.clientX - corner.left - fit.x) / fit.scale;
    const mapY = (event.clientY - corner.top - fit.y) / fit.scale;
    void setViewport({ x: width / 2 - mapX * zoom, y: height / 2 - mapY * zoom, zoom });
  };

  return (
    <div
      className={`${styles["minimap"]} nopan nowheel`}
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
    >
      <canvas ref={canvas} width={WIDTH * 2} height={HEIGHT * 2} className={styles["canvas"]} />
      <div ref={frame} className={styles["frame"]} />
    </div>
  );
}
