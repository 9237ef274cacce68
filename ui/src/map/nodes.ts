/** From the map's data to React Flow's nodes and edges. Objects of unchanged people are kept, so their cards stay still. */

import { type Edge, Position } from "@xyflow/react";
import { LINE_KINDS } from "./core/lines";
import { powerWords } from "./core/power";
import type { Box, Lane, MapData, MapLine, Person, Point } from "./core/types";
import { cardLabel, lineSentence, personaName, relationshipCount } from "./core/words";
import type { LaneNodeType } from "./LaneNode";
import type { PersonNodeData, PersonNodeType } from "./PersonNode";

export type MapNode = PersonNodeType | LaneNodeType;

export interface LineEdgeData extends Record<string, unknown> {
  line: MapLine;
  /** The server's way from card to card; undefined for a line drawn a moment ago. */
  route: readonly Point[] | undefined;
  /** Where the two cards stand in the server's layout: the route fits only while they stand there. */
  fromBox: Box;
  toBox: Box;
  /** Drawn in the web of influence. */
  web: boolean;
  sentence: string;
}

export type LineEdgeType = Edge<LineEdgeData, "line">;

export interface CardLook {
  hueOf: (person: Person) => string;
  heat: boolean;
  showDepartment: boolean;
  now: Date;
  canEdit: boolean;
  draggable: boolean;
  /** Roots of power, with how many people each moves in the end. */
  moves: ReadonlyMap<string, number>;
}

/** Makes node data per person and remembers it while nothing it shows has changed. */
export function createNodeMaker() {
  const data = new Map<string, PersonNodeData>();
  const nodes = new Map<string, PersonNodeType>();

  const dataOf = (person: Person, map: MapData, look: CardLook): PersonNodeData => {
    const moves = look.moves.get(person.contact_id) ?? null;
    const sentence = cardLabel(person, map.personas, relationshipCount(map.lines, person.contact_id));
    const label = moves === null ? sentence : `${sentence} ${powerWords(moves)}.`;
    const next: PersonNodeData = {
      person,
      personaName: person.personas[0] === undefined ? null : personaName(person.personas[0], map.personas),
      hue: look.hueOf(person),
      heat: look.heat && person.sentiment.effective !== null,
      showDepartment: look.showDepartment,
      now: look.now,
      canEdit: look.canEdit,
      moves,
      label,
    };
    const last = data.get(person.contact_id);
    if (last && (Object.keys(next) as (keyof PersonNodeData)[]).every((key) => last[key] === next[key])) return last;
    data.set(person.contact_id, next);
    return next;
  };

  return (map: MapData, boxes: Readonly<Record<string, Box>>, look: CardLook): PersonNodeType[] =>
    map.people.flatMap((person) => {
      const id = person.contact_id;
      const box = boxes[id];
      if (!box) return [];
      const content = dataOf(person, map, look);
      const last = nodes.get(id);
      if (
        last &&
        last.data === content &&
        last.draggable === look.draggable &&
        last.position.x === box.x &&
        last.position.y === box.y &&
        last.width === box.w &&
        last.height === box.h
      )
        return [last];
      const node: PersonNodeType = {
        id,
        type: "person",
        position: { x: box.x, y: box.y },
        data: content,
        width: box.w,
        height: box.h,
        // Given, not measured: cards off screen are never mounted and so could never be measured.
        measured: { width: box.w, height: box.h },
        handles: handlesOf(box),
        // The card inside is the labelled button; the wrapper around it says nothing.
        domAttributes: { "aria-roledescription": undefined },
        draggable: look.draggable,
      };
      nodes.set(id, node);
      return [node];
    });
}

/** Edge of the dots from which lines are drawn. */
export const HANDLE = 11;

function handlesOf({ w, h }: Box): NonNullable<PersonNodeType["handles"]> {
  const at = (id: string, x: number, y: number, position: Position) => ({
    id,
    type: "source" as const,
    x: x - HANDLE / 2,
    y: y - HANDLE / 2,
    width: HANDLE,
    height: HANDLE,
    position,
  });
  return [
    at("top", w / 2, 0, Position.Top),
    at("right", w, h / 2, Position.Right),
    at("bottom", w / 2, h, Position.Bottom),
    at("left", 0, h / 2, Position.Left),
  ];
}

export function laneNodes(lanes: readonly Lane[]): LaneNodeType[] {
  return lanes.map((lane) => ({
    id: `lane:${lane.key}`,
    type: "lane",
    position: { x: lane.x, y: lane.y },
    data: { label: lane.label || "Nobody has said", count: lane.count },
    width: lane.w,
    height: lane.h,
    measured: { width: lane.w, height: lane.h },
    zIndex: -1,
    draggable: false,
    connectable: false,
    style: { pointerEvents: "none" },
  }));
}

export interface EdgeInput {
  lines: readonly MapLine[];
  boxes: Readonly<Record<string, Box>>;
  routes: Readonly<Record<string, readonly Point[]>>;
  nameOf: (id: string) => string;
  selected: string | null;
  /** The web of influence: strength is what it is looked at for. */
  web: boolean;
}

/** Reporting lines first, overlays over them, then the selected person's own; whose mark is to be pressed, on top. */
export function lineEdges({ lines, boxes, routes, nameOf, selected, web }: EdgeInput): LineEdgeType[] {
  const rank = (line: MapLine) =>
    (LINE_KINDS[line.kind].overlay ? 1 : 0) +
    (selected !== null && (line.from === selected || line.to === selected) ? 2 : 0) +
    (line.open_comments > 0 ? 4 : 0);
  return lines
    .flatMap((line): LineEdgeType[] => {
      const fromBox = boxes[line.from];
      const toBox = boxes[line.to];
      if (!fromBox || !toBox) return [];
      return [
        {
          id: line.id,
          type: "line",
          // Thirty paths read one by one help nobody: the E key and the outline tell the lines in words.
          domAttributes: { "aria-hidden": true },
          source: line.from,
          target: line.to,
          data: { line, route: routes[line.id], fromBox, toBox, web, sentence: lineSentence(line, nameOf) },
        },
      ];
    })
    .sort((a, b) => rank((a.data as { line: MapLine }).line) - rank((b.data as { line: MapLine }).line));
}
