/**
 * What the canvas shows beyond the data: selection, focus, drop target. A small store outside React, so that each card
 * listens for its own part only; hovering or dragging one must not redraw a thousand.
 */

import { createContext, use, useCallback, useSyncExternalStore } from "react";

import type { Comparison } from "./core/since";

export interface DropTarget {
  contactId: string;
  /** Null: the drop is sound. Otherwise why it is refused, in words. */
  refusal: string | null;
}

/** One of ours who has a card selected on another screen. */
export interface Watcher {
  name: string;
  colour: string;
}

export interface CanvasState {
  selected: string | null;
  /** People chosen together. */
  picked: ReadonlySet<string>;
  /** The one card in the tab order. */
  roving: string | null;
  /** Set for one moment when keys move the focus; the card takes the browser's focus when it is drawn. */
  focusWanted: string | null;
  hovered: string | null;
  /** The card that has the browser's focus now. */
  focused: string | null;
  /** A line is being drawn from this card. */
  connecting: string | null;
  /** People in full colour; null: everybody. */
  vivid: ReadonlySet<string> | null;
  /** The line the keyboard stands on, or the pointer. */
  line: string | null;
  drop: DropTarget | null;
  /** What differs from the moment the map is compared with; null: it is not compared. */
  marks: Comparison | null;
  /** Who of ours looks at whom now, by contact. */
  watchers: ReadonlyMap<string, readonly Watcher[]>;
  /** Keyboard move: this person is looking for a new manager. */
  moving: string | null;
}

const EMPTY: CanvasState = {
  selected: null,
  picked: new Set(),
  roving: null,
  focusWanted: null,
  hovered: null,
  focused: null,
  connecting: null,
  vivid: null,
  line: null,
  drop: null,
  marks: null,
  watchers: new Map(),
  moving: null,
};

export interface CanvasStore {
  get: () => CanvasState;
  set: (change: Partial<CanvasState>) => void;
  subscribe: (listener: () => void) => () => void;
}

export function createCanvasStore(): CanvasStore {
  let state = EMPTY;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set: (change) => {
      const keys = Object.keys(change) as (keyof CanvasState)[];
      if (keys.every((key) => Object.is(state[key], change[key]))) return;
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const CanvasContext = createContext<CanvasStore | null>(null);

export function useCanvasStore(): CanvasStore {
  const store = use(CanvasContext);
  if (!store) throw new Error("a card or line must be drawn inside the canvas");
  return store;
}

/** Part of the state; redraws when that part changes. Select plain values, never fresh objects. */
export function useCanvas<T>(select: (state: CanvasState) => T): T {
  const store = useCanvasStore();
  const snapshot = useCallback(() => select(store.get()), [store, select]);
  return useSyncExternalStore(store.subscribe, snapshot, snapshot);
}
