/** Finds the card under a point among thousands: boxes filed in square cells. Used by the far layer and while dragging. */

import { boxContains, overlapArea } from "./geometry";
import type { Box, Point } from "./types";

const CELL = 400;

export class HitGrid {
  private readonly cells = new Map<string, string[]>();
  private readonly boxes: Readonly<Record<string, Box>>;

  constructor(boxes: Readonly<Record<string, Box>>) {
    this.boxes = boxes;
    for (const [id, box] of Object.entries(boxes)) {
      for (const cell of cellsOf(box)) {
        const filed = this.cells.get(cell);
        if (filed) filed.push(id);
        else this.cells.set(cell, [id]);
      }
    }
  }

  /** The card at a point, or null on empty ground. */
  at(point: Point): string | null {
    const filed = this.cells.get(`${Math.floor(point[0] / CELL)}:${Math.floor(point[1] / CELL)}`) ?? [];
    return filed.find((id) => boxContains(this.boxes[id] as Box, point)) ?? null;
  }

  /** The card a box covers most, but at least a fifth of the smaller of the two. */
  mostCovered(box: Box, except: ReadonlySet<string>): string | null {
    let best: string | null = null;
    let most = 0;
    for (const cell of cellsOf(box)) {
      for (const id of this.cells.get(cell) ?? []) {
        if (except.has(id)) continue;
        const other = this.boxes[id] as Box;
        const share = overlapArea(box, other) / Math.min(box.w * box.h, other.w * other.h);
        if (share >= 0.2 && share > most) {
          most = share;
          best = id;
        }
      }
    }
    return best;
  }
}

function cellsOf(box: Box): string[] {
  const cells: string[] = [];
  for (let column = Math.floor(box.x / CELL); column <= Math.floor((box.x + box.w) / CELL); column++) {
    for (let row = Math.floor(box.y / CELL); row <= Math.floor((box.y + box.h) / CELL); row++)
      cells.push(`${column}:${row}`);
  }
  return cells;
}
