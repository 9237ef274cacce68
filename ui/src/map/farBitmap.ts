/** Paints the whole map once, small, for when it is too far away to read: plain cards with initials and thin lines. */

import { NO_COLOUR } from "./core/colour";
import { roundedPath } from "./core/geometry";
import { LINE_KINDS } from "./core/lines";
import type { Box, Lane, MapLine, Person, Point } from "./core/types";
import { initials } from "./core/words";

export interface FarScene {
  people: readonly Person[];
  lines: readonly MapLine[];
  boxes: Readonly<Record<string, Box>>;
  lanes: readonly Lane[];
  routes: Readonly<Record<string, readonly Point[]>>;
  hueOf: (person: Person) => string;
  vivid: ReadonlySet<string> | null;
  selected: string | null;
}

/** Resolves a CSS variable of the page's theme. Canvas knows no variables. */
export type Ink = (name: string) => string;

/** At most this many pixels (64 MB): beyond it large maps get a little softer instead of heavier. */
const MAX_PIXELS = 16_000_000;
/** Twice the zoom at which the far layer ends, so that it is sharp on a dense screen. */
const BEST_SCALE = 0.6;

export interface FarBitmap {
  image: HTMLCanvasElement;
  /** The part of the map painted, and bitmap pixels per map unit. */
  extent: Box;
  scale: number;
}

export function paintFar(scene: FarScene, extent: Box, ink: Ink): FarBitmap {
  const scale = Math.min(
    BEST_SCALE,
    Math.sqrt(MAX_PIXELS / (extent.w * extent.h)),
    16_000 / extent.w,
    16_000 / extent.h,
  );
  const image = document.createElement("canvas");
  image.width = Math.max(1, Math.ceil(extent.w * scale));
  image.height = Math.max(1, Math.ceil(extent.h * scale));
  const context = image.getContext("2d");
  if (!context) return { image, extent, scale };
  context.scale(scale, scale);
  context.translate(-extent.x, -extent.y);
  paintLanes(context, scene, ink);
  paintLines(context, scene, ink);
  paintCards(context, scene, ink, scale);
  return { image, extent, scale };
}

function paintLanes(context: CanvasRenderingContext2D, { lanes }: FarScene, ink: Ink): void {
  context.lineWidth = 3;
  context.font = "600 30px 'Inter Variable', sans-serif";
  context.textBaseline = "top";
  for (const lane of lanes) {
    context.fillStyle = ink("card");
    context.strokeStyle = ink("line");
    context.globalAlpha = 0.5;
    roundRect(context, lane, 18);
    context.fill();
    context.globalAlpha = 1;
    context.stroke();
    context.fillStyle = ink("text-2");
    context.fillText(lane.label, lane.x + 16, lane.y + 9, lane.w - 32);
  }
}

function paintLines(context: CanvasRenderingContext2D, { lines, routes, vivid }: FarScene, ink: Ink): void {
  for (const line of lines) {
    const route = routes[line.id];
    if (!route) continue;
    const quiet = vivid !== null && !(vivid.has(line.from) && vivid.has(line.to));
    context.strokeStyle = ink(`relation-${line.kind}`);
    context.globalAlpha = quiet ? 0.25 : 1;
    context.lineWidth = LINE_KINDS[line.kind].overlay ? 4 : 3;
    context.setLineDash(line.kind === "dotted" ? [3, 8] : []);
    context.stroke(new Path2D(roundedPath(route)));
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function paintCards(context: CanvasRenderingContext2D, scene: FarScene, ink: Ink, scale: number): void {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.font = "680 46px 'Inter Variable', sans-serif";
  for (const person of scene.people) {
    const box = scene.boxes[person.contact_id];
    if (!box) continue;
    const hue = scene.hueOf(person);
    const quiet = scene.vivid !== null && !scene.vivid.has(person.contact_id);
    context.globalAlpha = quiet ? 0.3 : 1;
    roundRect(context, box, 18);
    if (hue === NO_COLOUR) {
      context.fillStyle = ink("card");
      context.fill();
      context.setLineDash([14, 10]);
      context.strokeStyle = ink(hue);
      context.lineWidth = 6;
      context.stroke();
      context.setLineDash([]);
    } else {
      context.fillStyle = ink(hue);
      context.fill();
    }
    if (scene.selected === person.contact_id) {
      context.strokeStyle = ink("accent");
      context.lineWidth = 12;
      context.stroke();
    }
    // Letters of less than four pixels are dirt, not text.
    if (46 * scale < 4) continue;
    context.fillStyle = hue === NO_COLOUR ? ink("text-2") : ink("card");
    context.fillText(initials(person.name), box.x + box.w / 2, box.y + box.h / 2 + 3);
  }
  context.globalAlpha = 1;
}

function roundRect(context: CanvasRenderingContext2D, { x, y, w, h }: Box, radius: number): void {
  context.beginPath();
  context.roundRect(x, y, w, h, radius);
}

/** Reads the theme as it is now; asks the page once per variable. */
export function readInk(): Ink {
  const style = getComputedStyle(document.documentElement);
  const known = new Map<string, string>();
  return (name) => {
    const value = known.get(name) ?? style.getPropertyValue(`--${name}`).trim();
    known.set(name, value);
    return value || "#888";
  };
}
