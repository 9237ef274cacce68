import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef, useState } from "react";
import { assessmentFor, type Cell, COLUMNS, cellKey, cellOf, neighbour, ROWS, type Way } from "~/map/core/matrix";
import type { Person } from "~/map/core/types";
import { useWorkspace } from "../workspace/context";

const WAYS: Readonly<Record<string, Way>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};
/** A shorter way is a click with an unsteady hand. */
const DRAG_PX = 6;

const CELLS: ReadonlyMap<string, Cell> = new Map(
  ROWS.flatMap((influence) =>
    COLUMNS.map((sentiment) => [cellKey({ sentiment, influence }), { sentiment, influence }]),
  ),
);

interface Drag {
  person: Person;
  chip: HTMLElement;
  x: number;
  y: number;
  moving: boolean;
}

/** Moving people between cells, by pointer and by key: both open the same dialog. Arrow keys alone move the focus. */
export function useMatrixMoves() {
  const { byId, canEdit, openDialog, say } = useWorkspace();
  const [over, setOver] = useState<string | null>(null);
  const drag = useRef<Drag | null>(null);
  const dragged = useRef(false);

  const personOf = (target: EventTarget) => byId.get(chipOf(target)?.dataset["card"] ?? "");
  const move = (person: Person, target: Cell | undefined) => {
    const wanted = target && assessmentFor(person, target);
    if (wanted) openDialog("assess", wanted);
    else if (target && cellKey(target) !== cellKey(cellOf(person)))
      say(`${person.name} stands there by what the record shows; there is no view of yours to take back.`);
  };
  const end = () => {
    const { current } = drag;
    drag.current = null;
    setOver(null);
    if (current) current.chip.style.translate = "";
    return current?.moving ? current : null;
  };

  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      const chip = chipOf(event.target);
      const person = personOf(event.target);
      dragged.current = false;
      if (!canEdit || !chip || !person || event.button !== 0) return;
      drag.current = { person, chip, x: event.clientX, y: event.clientY, moving: false };
    },
    onPointerMove: (event: PointerEvent) => {
      const { current } = drag;
      if (!current) return;
      const [dx, dy] = [event.clientX - current.x, event.clientY - current.y];
      if (!current.moving && Math.hypot(dx, dy) < DRAG_PX) return;
      if (!current.moving) current.chip.setPointerCapture(event.pointerId);
      current.moving = true;
      current.chip.style.translate = `${dx}px ${dy}px`;
      setOver(cellUnder(event.clientX, event.clientY));
    },
    onPointerUp: (event: PointerEvent) => {
      const done = end();
      dragged.current = done !== null;
      if (done) move(done.person, CELLS.get(cellUnder(event.clientX, event.clientY) ?? ""));
    },
    onPointerCancel: () => void end(),
    // Letting go of a dragged person is no click on them.
    onClickCapture: (event: MouseEvent) => {
      if (!dragged.current) return;
      dragged.current = false;
      event.stopPropagation();
    },
    onKeyDown: (event: KeyboardEvent) => {
      const way = WAYS[event.key];
      const person = personOf(event.target);
      if (event.key === "Escape" && drag.current) return void end();
      if (!way || !person || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      if (!event.shiftKey) nearest(chipOf(event.target) as HTMLElement, way)?.focus();
      else if (canEdit) move(person, neighbour(cellOf(person), way));
    },
  };
  return { over, handlers };
}

function chipOf(target: EventTarget): HTMLElement | null {
  return (target as HTMLElement).closest<HTMLElement>("[data-card]");
}

function cellUnder(x: number, y: number): string | null {
  const cells = document.elementsFromPoint(x, y).map((each) => each.closest<HTMLElement>("[data-cell]"));
  return cells.find((cell) => cell !== null)?.dataset["cell"] ?? null;
}

/** The chip nearest to this one in a direction, as the eye sees them. */
function nearest(from: HTMLElement, way: Way): HTMLElement | null {
  const middle = (element: HTMLElement) => {
    const box = element.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2] as const;
  };
  const [x, y] = middle(from);
  const sideways = way === "left" || way === "right";
  const sign = way === "right" || way === "down" ? 1 : -1;
  let best: HTMLElement | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const chip of from.closest("table")?.querySelectorAll<HTMLElement>("[data-card]") ?? []) {
    const [cx, cy] = middle(chip);
    const ahead = (sideways ? cx - x : cy - y) * sign;
    const aside = Math.abs(sideways ? cy - y : cx - x);
    const far = ahead + 2 * aside;
    if (ahead > 4 && far < least) [best, least] = [chip, far];
  }
  return best;
}
