/** Two moments of one map laid over each other: who joined, left and changed, and which lines are new or gone. */

import { CARD_SIZES, cardSize, unionBox } from "./geometry";
import type { Box, Lane, MapData, MapLine, Person } from "./types";

export type MarkKind = "joined" | "changed" | "left";

export interface PersonMark {
  kind: MarkKind;
  /** Of a changed person: what, in words. */
  what: readonly string[];
}

export type LineMark = "new" | "gone";

export interface Comparison {
  people: ReadonlyMap<string, PersonMark>;
  lines: ReadonlyMap<string, LineMark>;
  /** Those who left, as they stood. */
  ghosts: readonly Person[];
  /** Lines that are no longer there, as they were. */
  gone: readonly MapLine[];
}

/** What is different on `now` from `before`. */
export function compare(before: MapData, now: MapData): Comparison {
  const old = new Map(before.people.map((person) => [person.contact_id, person]));
  const present = new Set(now.people.map((person) => person.contact_id));
  const people = new Map<string, PersonMark>();
  const bosses = { before: managers(before.lines), now: managers(now.lines) };
  for (const person of now.people) {
    const was = old.get(person.contact_id);
    if (!was) {
      people.set(person.contact_id, { kind: "joined", what: [] });
      continue;
    }
    const what = changed(was, person);
    if (bosses.before.get(person.contact_id) !== bosses.now.get(person.contact_id)) what.push("manager");
    if (what.length > 0) people.set(person.contact_id, { kind: "changed", what });
  }
  const ghosts = before.people.filter((person) => !present.has(person.contact_id));
  for (const ghost of ghosts) people.set(ghost.contact_id, { kind: "left", what: [] });

  const [drawnBefore, drawnNow] = [identities(before.lines), identities(now.lines)];
  const lines = new Map<string, LineMark>();
  for (const [identity, line] of drawnNow) if (!drawnBefore.has(identity)) lines.set(line.id, "new");
  const gone: MapLine[] = [];
  for (const [identity, line] of drawnBefore) {
    if (drawnNow.has(identity)) continue;
    // The same row may lead elsewhere now: what it was needs a name of its own.
    const was = { ...line, id: `gone:${line.id}` };
    gone.push(was);
    lines.set(was.id, "gone");
  }
  return { people, lines, ghosts, gone };
}

function changed(before: Person, now: Person): string[] {
  const found: string[] = [];
  if (!sameSet(before.personas, now.personas)) found.push("persona");
  if (before.sentiment.effective !== now.sentiment.effective) found.push("sentiment");
  if (before.influence.level !== now.influence.level) found.push("influence");
  if (before.title !== now.title || before.status !== now.status || before.account?.id !== now.account?.id)
    found.push("position");
  if (before.indicators.vote !== now.indicators.vote) found.push("vote");
  return found;
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each) => b.includes(each));
}

function managers(lines: readonly MapLine[]): Map<string, string> {
  return new Map(lines.filter((line) => line.kind === "reports_to").map((line) => [line.from, line.to]));
}

const DIRECTED: ReadonlySet<string> = new Set(["reports_to", "dotted", "influences"]);

/** A line is what it connects, not its row: one erased and drawn again is the same. */
function identities(lines: readonly MapLine[]): Map<string, MapLine> {
  return new Map(
    lines.map((line) => {
      const ends = DIRECTED.has(line.kind) ? [line.from, line.to] : [line.from, line.to].sort();
      return [`${line.kind}:${ends.join(":")}`, line];
    }),
  );
}

const GAP = 24;
const HEAD = 46;

/** The map with those who left in a lane of their own under it, and the lines that are gone. */
export function withGhosts(now: MapData, { ghosts, gone }: Comparison, label: string): MapData {
  if (ghosts.length === 0 && gone.length === 0) return now;
  const { boxes, lane } = ghostLane(now, ghosts, label);
  const layout = {
    ...now.layout,
    boxes: { ...now.layout.boxes, ...boxes },
    lanes: lane ? [...now.layout.lanes, lane] : now.layout.lanes,
  };
  return { ...now, people: [...now.people, ...ghosts], lines: [...now.lines, ...gone], layout };
}

function ghostLane(now: MapData, ghosts: readonly Person[], label: string) {
  const boxes: Record<string, Box> = {};
  if (ghosts.length === 0) return { boxes, lane: null };
  const around = unionBox([...Object.values(now.layout.boxes), ...now.layout.lanes]) ?? { x: 0, y: 0, w: 800, h: 0 };
  const top = around.y + around.h + 60;
  const { w: width, h: height } = CARD_SIZES.large;
  const columns = Math.max(1, Math.min(ghosts.length, Math.floor((around.w - GAP) / (width + GAP))));
  ghosts.forEach((ghost, place) => {
    const size = CARD_SIZES[cardSize(ghost.influence.score)];
    boxes[ghost.contact_id] = {
      x: around.x + GAP + (place % columns) * (width + GAP),
      y: top + HEAD + Math.floor(place / columns) * (height + GAP),
      w: size.w,
      h: size.h,
    };
  });
  const rows = Math.ceil(ghosts.length / columns);
  const lane: Lane = {
    key: "left",
    label,
    count: ghosts.length,
    x: around.x,
    y: top,
    w: GAP + columns * (width + GAP),
    h: HEAD + rows * (height + GAP),
  };
  return { boxes, lane };
}

export interface Counts {
  joined: number;
  left: number;
  changed: number;
  drawn: number;
  gone: number;
}

export function countsOf({ people, lines }: Comparison): Counts {
  const count = (kind: MarkKind) => [...people.values()].filter((mark) => mark.kind === kind).length;
  const drawn = [...lines.values()].filter((mark) => mark === "new").length;
  return {
    joined: count("joined"),
    left: count("left"),
    changed: count("changed"),
    drawn,
    gone: lines.size - drawn,
  };
}

/** "2 joined, 1 left, 3 changed, 4 lines drawn". */
export function countsInWords({ joined, left, changed: moved, drawn, gone }: Counts): string {
  const lineWord = (count: number) => (count === 1 ? "line" : "lines");
  const told = [
    joined > 0 && `${joined} joined`,
    left > 0 && `${left} left`,
    moved > 0 && `${moved} changed`,
    drawn > 0 && `${drawn} ${lineWord(drawn)} drawn`,
    gone > 0 && `${gone} ${lineWord(gone)} gone`,
  ].filter(Boolean);
  return told.join(", ") || "nothing changed";
}

/** What stands on the card. */
export function markWords({ kind, what }: PersonMark): string {
  if (kind === "joined") return "Joined";
  if (kind === "left") return "Left";
  return what.length === 1 ? `New ${what[0]}` : `New ${what.slice(0, 2).join(", ")}${what.length > 2 ? "…" : ""}`;
}
