/** Who of ours looks at whom, drawn over the map from afar. */

import type { Watcher } from "./canvasStore";
import type { View } from "./core/geometry";
import type { Box } from "./core/types";
import { initials } from "./core/words";

interface WatchersInput {
  watchers: ReadonlyMap<string, readonly Watcher[]>;
  boxes: Readonly<Record<string, Box>>;
  view: View;
  /** Pixels of the canvas for one of the page. */
  density: number;
  /** The colour of the ground, which keeps a ring apart from the card. */
  halo: string;
}

/** In pixels of the page: rings and initials stay as large as they are, however far the reader is away. */
const GAP = 3;
const STROKE = 2.5;
const TAG = 9;

/** A ring in the colour of each watched card's first watcher, with the initials of all of them. */
export function drawWatchers(context: CanvasRenderingContext2D, input: WatchersInput): void {
  const { watchers, boxes, view, density, halo } = input;
  context.save();
  context.scale(density, density);
  context.font = "700 10px 'Inter Variable', sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const [contactId, who] of watchers) {
    const box = boxes[contactId];
    const first = who[0];
    if (!box || !first) continue;
    const ring = ringAround(box, view);
    strokeRing(context, ring, halo, STROKE + 2);
    strokeRing(context, ring, first.colour, STROKE);
    who.forEach(({ name, colour }, index) => {
      drawTag(context, { x: ring.x + TAG + index * (2 * TAG + 2), y: ring.y - 2 }, initials(name), { colour, halo });
    });
  }
  context.restore();
}

/** Where the card is on the screen, and a little more: never so small that it could not be found. */
export function ringAround({ x, y, w, h }: Box, view: View): Box {
  const width = Math.max(w * view.zoom, 8);
  const height = Math.max(h * view.zoom, 6);
  return {
    x: view.x + (x + w / 2) * view.zoom - width / 2 - GAP,
    y: view.y + (y + h / 2) * view.zoom - height / 2 - GAP,
    w: width + 2 * GAP,
    h: height + 2 * GAP,
  };
}

function strokeRing(context: CanvasRenderingContext2D, { x, y, w, h }: Box, colour: string, width: number): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.roundRect(x, y, w, h, 6);
  context.stroke();
}

function drawTag(
  context: CanvasRenderingContext2D,
  at: { x: number; y: number },
  text: string,
  { colour, halo }: { colour: string; halo: string },
): void {
  context.beginPath();
  context.arc(at.x, at.y, TAG, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
  context.strokeStyle = halo;
  context.lineWidth = 1;
  context.stroke();
  context.fillStyle = "#fff";
  context.fillText(text, at.x, at.y + 0.5);
}
