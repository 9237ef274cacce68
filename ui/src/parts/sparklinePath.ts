/** Points of a sparkline and the smooth path through them. No React: cards far away are drawn on a canvas with it. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Values 0-100, oldest first, as points in a box; `inset` keeps the stroke and the end dot inside. */
export function sparklinePoints(values: readonly number[], width: number, height: number, inset = 2): Point[] {
  const last = values.length - 1;
  return values.map((value, index) => ({
    x: inset + (last <= 0 ? 1 : index / last) * (width - 2 * inset),
    y: height - inset - (Math.min(100, Math.max(0, value)) / 100) * (height - 2 * inset),
  }));
}

/** A path through all points; the control points lie half way between neighbours, so it never overshoots. */
export function smoothPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let path = `M${first.x.toFixed(1)} ${first.y.toFixed(1)}`;
  let previous = first;
  for (const point of rest) {
    const middle = ((previous.x + point.x) / 2).toFixed(1);
    path += `C${middle} ${previous.y.toFixed(1)} ${middle} ${point.y.toFixed(1)} ${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
    previous = point;
  }
  return path;
}
