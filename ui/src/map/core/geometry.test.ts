import { describe, expect, it } from "vitest";
import {
  arrowhead,
  badgePoint,
  centreView,
  fitView,
  midpoint,
  overlapArea,
  provisionalRoute,
  roundedPath,
  shortenEnd,
  simplify,
  unionBox,
  zigzagPath,
} from "./geometry";
import type { Point } from "./types";

const bent: Point[] = [
  [0, 0],
  [100, 0],
  [100, 50],
];

/** All numbers of a path in pairs. */
function coordinates(path: string): Point[] {
  const numbers = path.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? [];
  return numbers.flatMap((value, index) => (index % 2 === 0 ? [[value, numbers[index + 1] ?? 0] as Point] : []));
}

describe("paths", () => {
  it("drop repeated points and points on a straight way", () => {
    expect(
      simplify([
        [0, 0],
        [0, 0],
        [50, 0],
        [100, 0],
        [100, 50],
      ]),
    ).toEqual([
      [0, 0],
      [100, 0],
      [100, 50],
    ]);
  });

  it("round corners by the radius and never past the middle of a short side", () => {
    expect(roundedPath(bent, 12)).toBe("M0 0L88 0Q100 0 100 12L100 50");
    expect(
      roundedPath(
        [
          [0, 0],
          [100, 0],
          [100, 10],
        ],
        12,
      ),
    ).toBe("M0 0L95 0Q100 0 100 5L100 10");
  });

  it("start and end a zigzag exactly where the route does, with teeth no higher than asked", () => {
    const points = coordinates(
      zigzagPath(
        [
          [0, 0],
          [200, 0],
        ],
        { tooth: 14, height: 4.2, lead: 9 },
      ),
    );
    expect(points.at(0)).toEqual([0, 0]);
    expect(points.at(-1)).toEqual([200, 0]);
    expect(Math.max(...points.map(([, y]) => Math.abs(y)))).toBeCloseTo(4.2);
  });

  it("leave a side without teeth when it is too short for one", () => {
    expect(
      zigzagPath([
        [0, 0],
        [20, 0],
      ]),
    ).toBe("M0 0L20 0");
  });

  it("find the middle along the way and a badge place off the corners", () => {
    expect(midpoint(bent)).toEqual([75, 0]);
    expect(badgePoint(bent)).toEqual([50, 0]);
  });

  it("pull back the end to leave room for an arrowhead whose tip stays at the end", () => {
    expect(shortenEnd(bent, 10).at(-1)).toEqual([100, 40]);
    expect(coordinates(arrowhead(bent, 11))[0]).toEqual([100, 50]);
  });
});

describe("provisional routes", () => {
  const manager = { x: 0, y: 0, w: 246, h: 116 };

  it("run at right angles from the report up to the manager", () => {
    const route = provisionalRoute("reports_to", { x: 300, y: 300, w: 246, h: 116 }, manager);
    expect(route.at(0)).toEqual([423, 300]);
    expect(route.at(-1)).toEqual([123, 116]);
    for (let index = 1; index < route.length; index++) {
      const [ax, ay] = route[index - 1] as Point;
      const [bx, by] = route[index] as Point;
      expect(ax === bx || ay === by).toBe(true);
    }
  });

  it("end on the edges of the two cards", () => {
    const route = provisionalRoute("ally", manager, { x: 400, y: 0, w: 246, h: 116 });
    expect(route).toEqual([
      [246, 58],
      [400, 58],
    ]);
  });
});

describe("views", () => {
  it("fit a wide map by its width and keep it in the middle", () => {
    const view = fitView({ x: 100, y: 50, w: 2000, h: 400 }, 1056, 700, { margin: 28 });
    expect(view.zoom).toBeCloseTo(0.5);
    expect(100 * view.zoom + view.x).toBeCloseTo(28);
    expect(250 * view.zoom + view.y).toBeCloseTo(350);
  });

  it("never enlarge a small map beyond its natural size", () => {
    expect(fitView({ x: 0, y: 0, w: 100, h: 100 }, 1000, 800).zoom).toBe(1);
  });

  it("centre on a point", () => {
    expect(centreView([500, 300], 1000, 800, 2)).toEqual({ x: -500, y: -200, zoom: 2 });
  });
});

describe("boxes", () => {
  it("join into the smallest box around all, and nothing joins into null", () => {
    expect(
      unionBox([
        { x: 0, y: 0, w: 10, h: 10 },
        { x: 30, y: -5, w: 10, h: 10 },
      ]),
    ).toEqual({ x: 0, y: -5, w: 40, h: 15 });
    expect(unionBox([])).toBeNull();
  });

  it("share no area when they only touch", () => {
    expect(overlapArea({ x: 0, y: 0, w: 10, h: 10 }, { x: 10, y: 0, w: 10, h: 10 })).toBe(0);
  });
});
