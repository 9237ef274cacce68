import { type KeyboardEvent, useMemo, useRef } from "react";
import type { CanvasStore } from "./canvasStore";
import { jump } from "./core/filters";
import { flatten, type Hierarchy, type Step, walk } from "./core/hierarchy";
import { touches } from "./core/lines";
import type { MapLine, Person } from "./core/types";
import { lineSentence } from "./core/words";

export interface CanvasKeysInput {
  store: CanvasStore;
  tree: Hierarchy;
  people: readonly Person[];
  lines: readonly MapLine[];
  nameOf: (id: string) => string;
  canEdit: boolean;
  /** Moves the focus and brings the card into view. */
  focusCard: (contactId: string) => void;
  select: (contactId: string | null) => void;
  pick: ((contactIds: Iterable<string>, how: "also" | "toggle") => void) | null;
  openLine: (lineId: string) => void;
  moveUnder: (report: string, manager: string) => Promise<void>;
  refusal: (report: string, manager: string) => string | null;
  say: (text: string) => void;
}

const STEPS: Readonly<Record<string, Step>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Home: "home",
  End: "end",
};
/** Letters typed closer together than this make one word. */
const TYPING_MS = 700;

/**
 * The canvas is one tab stop. Arrows walk the hierarchy, Enter opens, E steps through the person's lines, M looks for a new
 * manager, letters jump to a name. Returns the handler; it leaves keys it does not know to others.
 */
export function useCanvasKeys(input: CanvasKeysInput): (event: KeyboardEvent) => void {
  const latest = useRef(input);
  latest.current = input;
  return useMemo(() => {
    let typed = "";
    let typedAt = 0;
    let stepped = -1;

    const stepLines = (at: string, back: boolean) => {
      const { lines, nameOf, store, say } = latest.current;
      const own = lines.filter((line) => touches(line, at));
      if (own.length === 0) return say(`${nameOf(at)} has no lines on this map.`);
      stepped = (stepped + (back ? -1 : 1) + own.length) % own.length;
      const line = own[stepped] as MapLine;
      store.set({ line: line.id });
      return say(`Line ${stepped + 1} of ${own.length}: ${lineSentence(line, nameOf)}`);
    };

    const go = (to: string | null) => {
      if (to === null) return;
      const { store, refusal, focusCard } = latest.current;
      stepped = -1;
      const { moving } = store.get();
      store.set({
        line: null,
        drop: moving === null || moving === to ? null : { contactId: to, refusal: refusal(moving, to) },
      });
      focusCard(to);
    };

    const startMove = (at: string) => {
      const { store, nameOf, say } = latest.current;
      store.set({ moving: at, drop: null, line: null });
      say(
        `Moving ${nameOf(at)}: choose the new manager with the arrow keys or by typing a name, Enter to move, Escape to cancel.`,
      );
    };

    const endMove = (confirm: boolean) => {
      const { store, moveUnder, nameOf, say, focusCard } = latest.current;
      const { moving, drop } = store.get();
      if (moving === null) return;
      if (confirm && drop?.refusal) return say(drop.refusal);
      store.set({ moving: null, drop: null });
      focusCard(moving);
      if (confirm && drop) void moveUnder(moving, drop.contactId);
      else say(`${nameOf(moving)} stays.`);
    };

    const typeAhead = (letter: string, at: string, time: number) => {
      const { tree, people } = latest.current;
      typed = time - typedAt < TYPING_MS ? typed + letter : letter;
      typedAt = time;
      const byId = new Map(people.map((person) => [person.contact_id, person]));
      const order = flatten(tree).flatMap((id) => byId.get(id) ?? []);
      go(jump(order, at, typed));
    };

    return (event) => {
      const { store, canEdit, select, pick, openLine, tree } = latest.current;
      const at = store.get().roving ?? tree.roots[0];
      if (at === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      const typing = event.timeStamp - typedAt < TYPING_MS;
      const step = STEPS[event.key];
      const { moving, line } = store.get();
      if (step) {
        const to = walk(tree, at, step);
        if (event.shiftKey && pick && moving === null) pick([at, ...(to === null ? [] : [to])], "also");
        go(to);
      } else if (event.key === "Enter" || (event.key === " " && !typing)) {
        if (moving !== null) endMove(true);
        else if (line !== null) openLine(line);
        else select(at);
      } else if (event.key === "Escape") {
        if (moving !== null) endMove(false);
        else if (line !== null) store.set({ line: null });
        else if (pick && store.get().picked.size > 0) pick(store.get().picked, "toggle");
        else select(null);
      } else if (event.key.toLowerCase() === "e" && !typing && moving === null) stepLines(at, event.shiftKey);
      else if (event.key.toLowerCase() === "m" && !typing && moving === null && canEdit) startMove(at);
      else if (event.key.length === 1 && /[\p{L}\p{N}'-]/u.test(event.key)) typeAhead(event.key, at, event.timeStamp);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
  }, []);
}
