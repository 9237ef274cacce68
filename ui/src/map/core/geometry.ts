/** Shapes of cards and lines in map coordinates. Pure numbers and SVG path text. */

import type { Box, LineKind, Point } from "./types";

/** Card sizes by influence, shared with the server's layout: people who decide are larger. */
export const CARD_SIZES = {
  large: { w: 262, h: 122 },
  medium: { w: 246, h: 116 },
  small: { w: 234, h: 112 },
} as const;

export type CardSize = keyof typeof CARD_SIZES;

export function cardSize(influence: number | null): CardSize {
  if (influence !== null && influence >= 85) return "large";
  if (influence !== null && influence >= 50) return "medium";
  return "small";
}

export function boxCentre(box: Box): Point {
  return [box.x + box.w / 2, box.y + box.h / 2];
}

export function unionBox(boxes: Iterable<Box>): Box | null {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.w);
    bottom = Math.max(bottom, box.y + box.h);
  }
  return left > right ? null : { x: left, y: top, w: right - left, h: bottom - top };
}

export function boxContains(box: Box, [x, y]: Point): boolean {
  return x >= box.x && x <= box.x + box.w && y >= box.y && y <= box.y + box.h;
}

/** Shared area of two boxes; what a dragged card covers most is what it is dropped on. */
export function overlapArea(a: Box, b: Box): number {
  const width = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

export function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(bx - ax, by - ay);
}

/** Points without repeats and without those that lie on the straight way between their neighbours. */
export function simplify(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (last && distance(last, point) < 0.01) continue;
    const before = kept.at(-2);
    if (last && before) {
      const cross = (last[0] - before[0]) * (point[1] - last[1]) - (last[1] - before[1]) * (point[0] - last[0]);
      const along = (last[0] - before[0]) * (point[0] - last[0]) + (last[1] - before[1]) * (point[1] - last[1]);
      if (Math.abs(cross) < 0.01 && along > 0) kept.pop();
    }
    kept.push(point);
  }
  return kept;
}

const round = (value: number) => Math.round(value * 100) / 100;
const text = ([x, y]: Point) => `${round(x)} ${round(y)}`;

function towards(from: Point, to: Point, length: number): Point {
  const total = distance(from, to);
  if (total === 0) return from;
  const share = length / total;
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}

/** SVG path through the points with corners rounded, as far as their sides are long enough. */
export function roundedPath(route: readonly Point[], radius = 12): string {
  const points = simplify(route);
  const first = points[0];
  if (!first) return "";
  let path = `M${text(first)}`;
  for (let index = 1; index < points.length; index++) {
    const corner = points[index] as Point;
    const next = points[index + 1];
    if (!next) {
      path += `L${text(corner)}`;
      continue;
    }
    const before = points[index - 1] as Point;
    const reach = Math.min(radius, distance(before, corner) / 2, distance(corner, next) / 2);
    path += `L${text(towards(corner, before, reach))}Q${text(corner)} ${text(towards(corner, next, reach))}`;
  }
  return path;
}

export interface Zigzag {
  /** Length of one tooth along the line. */
  tooth: number;
  /** How far a tooth stands out. */
  height: number;
  /** Straight length kept at both ends of a side, so that corners and ends stay clean. */
  lead: number;
}

export const ZIGZAG: Zigzag = { tooth: 14, height: 4.2, lead: 6 };

/** SVG path of a conflict: teeth along every side that has room for them, straight elsewhere. */
export function zigzagPath(route: readonly Point[], { tooth, height, lead }: Zigzag = ZIGZAG): string {
  const points = simplify(route);
  const first = points[0];
  if (!first) return "";
  let path = `M${text(first)}`;
  for (let index = 1; index < points.length; index++) {
    const from = points[index - 1] as Point;
    const to = points[index] as Point;
    const length = distance(from, to);
    const teeth = Math.floor((length - 2 * lead) / tooth);
    if (teeth >= 1) {
      const ux = (to[0] - from[0]) / length;
      const uy = (to[1] - from[1]) / length;
      // Teeth are stretched to fill the side evenly, so the last one is never cut.
      const step = (length - 2 * lead) / teeth;
      const at = (along: number, off: number): Point => [
        from[0] + ux * along - uy * off,
        from[1] + uy * along + ux * off,
      ];
      path += `L${text(at(lead, 0))}`;
      for (let n = 0; n < teeth; n++) {
        path += `L${text(at(lead + step * (n + 0.25), height))}L${text(at(lead + step * (n + 0.75), -height))}`;
      }
      path += `L${text(at(length - lead, 0))}`;
    }
    path += `L${text(to)}`;
  }
  return path;
}

/** The point half way along the route: where a badge sits. */
export function midpoint(route: readonly Point[]): Point {
  const points = simplify(route);
  let total = 0;
  for (let index = 1; index < points.length; index++)
    total += distance(points[index - 1] as Point, points[index] as Point);
  let left = total / 2;
  for (let index = 1; index < points.length; index++) {
    const from = points[index - 1] as Point;
    const to = points[index] as Point;
    const length = distance(from, to);
    if (length >= left) return towards(from, to, left);
    left -= length;
  }
  return points[0] ?? [0, 0];
}

/** Middle of the longest side: a badge there never sits on a corner. */
export function badgePoint(route: readonly Point[]): Point {
  const points = simplify(route);
  let best: { from: Point; to: Point; length: number } | null = null;
  for (let index = 1; index < points.length; index++) {
    const from = points[index - 1] as Point;
    const to = points[index] as Point;
    const length = distance(from, to);
    if (!best || length > best.length + 0.5) best = { from, to, length };
  }
  return best ? towards(best.from, best.to, best.length / 2) : (points[0] ?? [0, 0]);
}

/** The route with its end pulled back, which leaves room for an arrowhead of that length. */
export function shortenEnd(route: readonly Point[], by: number): Point[] {
  const points = simplify(route);
  const last = points.at(-1);
  const before = points.at(-2);
  if (!last || !before) return points;
  const reach = Math.min(by, distance(before, last) * 0.8);
  return [...points.slice(0, -1), towards(last, before, reach)];
}

/** Triangle with its tip at the end of the route. */
export function arrowhead(route: readonly Point[], length = 11): string {
  const points = simplify(route);
  const tip = points.at(-1);
  const before = points.at(-2);
  if (!tip || !before) return "";
  const total = distance(before, tip);
  const ux = (tip[0] - before[0]) / total;
  const uy = (tip[1] - before[1]) / total;
  const half = length * 0.42;
  const base: Point = [tip[0] - ux * length, tip[1] - uy * length];
  const notch: Point = [tip[0] - ux * length * 0.72, tip[1] - uy * length * 0.72];
  const left: Point = [base[0] - uy * half, base[1] + ux * half];
  const right: Point = [base[0] + uy * half, base[1] - ux * half];
  return `M${text(tip)}L${text(left)}L${text(notch)}L${text(right)}Z`;
}

/** Where the straight line from the middle of a box towards a point leaves the box. */
export function leave(box: Box, target: Point): Point {
  const [cx, cy] = boxCentre(box);
  const dx = target[0] - cx;
  const dy = target[1] - cy;
  if (dx === 0 && dy === 0) return [cx, cy];
  const scale = Math.min(
    dx === 0 ? Number.POSITIVE_INFINITY : box.w / 2 / Math.abs(dx),
    dy === 0 ? Number.POSITIVE_INFINITY : box.h / 2 / Math.abs(dy),
  );
  return [cx + dx * scale, cy + dy * scale];
}

/**
 * A route made in the browser, used only while the server's does not fit: a card is being dragged, cards glide to
 * their new places, or a line was drawn a moment ago. `from` is the report, `to` the manager.
 */
export function provisionalRoute(kind: LineKind, from: Box, to: Box): Point[] {
  if (kind !== "reports_to") return [leave(from, boxCentre(to)), leave(to, boxCentre(from))];
  const [fx] = boxCentre(from);
  const [tx] = boxCentre(to);
  const managerBottom = to.y + to.h;
  if (from.y >= managerBottom + 16) {
    const middle = managerBottom + (from.y - managerBottom) / 2;
    return simplify([
      [fx, from.y],
      [fx, middle],
      [tx, middle],
      [tx, managerBottom],
    ]);
  }
  // The report stands beside or above the manager: lead the line round its left side.
  const trunk = Math.min(from.x, to.x) - 18;
  return [
    [from.x, from.y + from.h / 2],
    [trunk, from.y + from.h / 2],
    [trunk, managerBottom + 14],
    [tx, managerBottom + 14],
    [tx, managerBottom],
  ];
}

/** The part `share` (0-1) of the way from one box to another; positions glide, sizes jump. */
export function between(from: Box, to: Box, share: number): Box {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, w: to.w, h: to.h };
}

export interface View {
  x: number;
  y: number;
  zoom: number;
}

/** The view that shows a whole box in a window of that size, with a margin in pixels. */
export function fitView(
  box: Box,
  width: number,
  height: number,
  { margin = 28, maxZoom = 1, minZoom = 0.02 } = {},
): View {
  const room = Math.min((width - 2 * margin) / Math.max(box.w, 1), (height - 2 * margin) / Math.max(box.h, 1));
  const zoom = Math.max(minZoom, Math.min(maxZoom, room));
  return { x: (width - box.w * zoom) / 2 - box.x * zoom, y: (height - box.h * zoom) / 2 - box.y * zoom, zoom };
}

/** The view with a point in the middle of the window. */
export function centreView([x, y]: Point, width: number, height: number, zoom: number): View {
  return { x: width / 2 - x * zoom, y: height / 2 - y * zoom, zoom };
}
