import type { ConnectionLineComponentProps, EdgeProps } from "@xyflow/react";
import { memo, useCallback } from "react";
import { useCanvas, useCanvasStore } from "./canvasStore";
import {
  arrowhead,
  badgePoint,
  midpoint,
  provisionalRoute,
  roundedPath,
  shortenEnd,
  zigzagPath,
} from "./core/geometry";
import type { LineMark } from "./core/since";
import type { Box, LineKind, MapLine, Point } from "./core/types";
import styles from "./LineEdge.module.css";
import { HANDLE, type LineEdgeType } from "./nodes";

/** One line between two cards, under the cards. Reading aloud is the outline's and the E key's part, not that of the path. */
export const LineEdge = memo(function LineEdge(props: EdgeProps<LineEdgeType>) {
  const { id, source, target, sourceX, sourceY, targetX, targetY, data } = props;
  const store = useCanvasStore();
  const vivid = useCanvas(
    useCallback(
      (state) => (state.vivid === null ? null : state.vivid.has(source) && state.vivid.has(target)),
      [source, target],
    ),
  );
  const near = useCanvas(
    useCallback(
      (state) =>
        state.line === id ||
        state.selected === source ||
        state.selected === target ||
        state.hovered === source ||
        state.hovered === target,
      [id, source, target],
    ),
  );
  const stepped = useCanvas((state) => state.line === id);
  const mark = useCanvas((state) => state.marks?.lines.get(id));
  // Whoever joined has only new lines: their cards say so already.
  const implied = useCanvas(
    useCallback(
      (state) => [source, target].some((end) => state.marks?.people.get(end)?.kind === "joined"),
      [source, target],
    ),
  );
  if (!data) return null;

  const { line, fromBox, toBox, web, sentence } = data;
  const from = displaced(fromBox, sourceX, sourceY);
  const to = displaced(toBox, targetX, targetY);
  const fits = data.route !== undefined && data.route.length > 1 && from === null && to === null;
  const route = fits ? (data.route as readonly Point[]) : provisionalRoute(line.kind, from ?? fromBox, to ?? toBox);
  // With someone selected only their own lines keep their colour, even between two of their contacts.
  const flat = vivid !== null && !(vivid && near) && !stepped;
  const path = pathOf(line.kind, route);
  const width = widthOf(line, web) + (stepped ? 1.4 : near && !OVERLAYS.has(line.kind) ? 0.6 : 0);
  return (
    <g
      className={styles["line"]}
      style={{ "--kind": `var(--relation-${line.kind})` }}
      data-kind={line.kind}
      data-line={id}
      data-flat={flat || undefined}
      data-vivid={!flat || undefined}
      data-strong={(near && !flat) || undefined}
      data-mark={mark}
    >
      {line.kind !== "reports_to" && <path className={styles["halo"]} d={path} />}
      <path d={path} strokeWidth={width} {...strokeOf(line.kind)} />
      {line.kind === "influences" && <path className={styles["head"]} d={arrowhead(route)} />}
      {(line.kind === "ally" || line.kind === "conflict") && <Badge kind={line.kind} at={badgePoint(route)} />}
      {mark && !(mark === "new" && implied) && <MarkBadge mark={mark} at={midpoint(route)} />}
      <path
        className={styles["hit"]}
        d={roundedPath(route)}
        onPointerEnter={() => store.set({ line: id })}
        onPointerLeave={() => store.set({ line: null })}
      >
        <title>{mark ? `${sentence} (${mark === "new" ? "new" : "no longer there"})` : sentence}</title>
      </path>
      {line.open_comments > 0 && <CommentBadge count={line.open_comments} at={beside(badgePoint(route), line.kind)} />}
    </g>
  );
});

const OVERLAYS: ReadonlySet<LineKind> = new Set(["influences", "ally", "conflict", "knows"]);

function pathOf(kind: LineKind, route: readonly Point[]): string {
  if (kind === "conflict") return zigzagPath(route);
  if (kind === "influences") return roundedPath(shortenEnd(route, 8));
  return roundedPath(route, kind === "reports_to" ? 12 : 11);
}

function widthOf(line: MapLine, web: boolean): number {
  // In the web strength is the subject: one, three or five pixels are told apart at a glance.
  if (web && line.kind !== "conflict") return line.strength === null ? 1.2 : line.strength * 1.9 - 0.5;
  // Strength 1-3 is spread over the five steps the widths were drawn for.
  const strength = (line.strength ?? 2) * 1.66;
  if (line.kind === "reports_to") return 1.7;
  if (line.kind === "dotted") return 2.6;
  if (line.kind === "conflict") return 1.3 + 0.14 * strength;
  if (line.kind === "knows") return 1.2;
  return 1.4 + 0.32 * strength;
}

function strokeOf(kind: LineKind): { strokeDasharray?: string; strokeLinecap?: "round" } {
  if (kind === "dotted") return { strokeDasharray: "0 6", strokeLinecap: "round" };
  if (kind === "knows") return { strokeDasharray: "10 4" };
  if (kind === "ally") return { strokeLinecap: "round" };
  return {};
}

const ICONS = {
  ally: "m-7-2.4 3-1.8 3.3 1 2-1h2.6l3 1.8v4.6l-1.6.4m-12.3-5v4.6l1.9.4 3.4 2.9 1.4-.6 1.1.3 1-1 1.4-.3.7-1-3-3.3-1.7 1.3c-.8.3-1.7-.3-1.4-1.3l1.7-3.3",
  conflict: "M.8-6-4.2.8h3.6L-1.2 6l5.4-7.2H.6L.8-6Z",
} as const;

function Badge({ kind, at: [x, y] }: { kind: "ally" | "conflict"; at: Point }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle className={styles["badge"]} r={11} />
      <path className={styles["icon"]} d={ICONS[kind]} transform="scale(0.86)" strokeWidth={1.6} />
    </g>
  );
}

/** At the shoulder of the badge that stands on some kinds of line; between neighbours there is no room beside it. */
function beside([x, y]: Point, kind: LineKind): Point {
  return kind === "ally" || kind === "conflict" ? [x + 6, y - 13] : [x, y];
}

/** Reviewers asked about this line and wait for an answer; part of the line, so pressing it opens the line. */
function CommentBadge({ count, at: [x, y] }: { count: number; at: Point }) {
  return (
    <g transform={`translate(${x} ${y})`} className={styles["comments"]} data-comments={count}>
      <path d="M-5-8H5a4 4 0 0 1 4 4V2a4 4 0 0 1-4 4H0L-4 9V6H-5a4 4 0 0 1-4-4V-4a4 4 0 0 1 4-4Z" />
      <text textAnchor="middle" dy={2.4}>
        {count}
      </text>
    </g>
  );
}

/** New or gone, against the moment the map is compared with. */
function MarkBadge({ mark, at: [x, y] }: { mark: LineMark; at: Point }) {
  return (
    <g transform={`translate(${x} ${y - 20})`} className={styles["change"]}>
      <rect x={-17} y={-8} width={34} height={16} rx={8} />
      <text textAnchor="middle" dy={3.6}>
        {mark === "new" ? "+ new" : "gone"}
      </text>
    </g>
  );
}

/** The card's box when it does not stand where the layout put it (dragged or gliding), else null. */
function displaced(box: Box, x: number, y: number): Box | null {
  // React Flow tells where the dot at the top of the card is.
  const dx = x - (box.x + box.w / 2);
  const dy = y - (box.y - HANDLE / 2);
  return Math.abs(dx) + Math.abs(dy) < 0.5 ? null : { ...box, x: box.x + dx, y: box.y + dy };
}

/** The line under the pointer while a new one is being drawn. */
export function ConnectionLine({ fromX, fromY, toX, toY }: ConnectionLineComponentProps) {
  return (
    <path
      className={styles["connection"]}
      d={roundedPath([
        [fromX, fromY],
        [toX, toY],
      ])}
    />
  );
}
