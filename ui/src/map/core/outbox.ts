/**
 * Edits on their way to the server, kept where a reload does not reach them. Each is stored before it is sent and taken
 * out when the server has answered, so that nothing is lost while the connection is gone; each carries the key under
 * which the server does it once, however often it is sent. Of every record an edit touches, the version it was made
 * from is kept: sent late, it meets what others saved meanwhile as a conflict and does not write over it.
 */

import type { Change } from "./changes";
import type { MapData } from "./types";
import type { SavedVersions } from "./versions";

export interface Waiting {
  key: string;
  /** Milliseconds and a counter: the order in which they were made. */
  at: number;
  order: number;
  change: Change;
  title: string;
  over?: number;
  base: SavedVersions;
}

type Store = Pick<Storage, "length" | "key" | "getItem" | "setItem" | "removeItem">;

let made = 0;

export class Outbox {
  readonly #store: Store;
  readonly #prefix: string;
  readonly #listeners = new Set<() => void>();
  #items: readonly Waiting[];
  #stalled = false;
  #state: OutboxState;

  /** `owner`: whose edits, of which deal. */
  constructor(store: Store, owner: string) {
    this.#store = store;
    this.#prefix = `coalition.waiting.${owner}.`;
    this.#items = this.#read();
    this.#state = { waiting: this.#items, stalled: false };
  }

  get items(): readonly Waiting[] {
    return this.#items;
  }

  readonly state = (): OutboxState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(edit: Omit<Waiting, "at" | "order">): Waiting {
    made += 1;
    const item = { ...edit, at: Date.now(), order: made };
    try {
      this.#store.setItem(this.#prefix + item.key, JSON.stringify(item));
    } catch {
      // Full or forbidden: the edit is still sent, and lost only if the page closes first.
    }
    this.#set([...this.#items, item]);
    return item;
  }

  done(key: string): void {
    this.#store.removeItem(this.#prefix + key);
    this.#set(this.#items.filter((item) => item.key !== key));
  }

  /** Whether the server is out of reach. */
  stall(stalled: boolean): void {
    if (this.#stalled === stalled) return;
    this.#stalled = stalled;
    this.#tell();
  }

  #read(): Waiting[] {
    const found: Waiting[] = [];
    for (let place = 0; place < this.#store.length; place += 1) {
      const name = this.#store.key(place);
      if (name === null || !name.startsWith(this.#prefix)) continue;
      try {
        found.push(JSON.parse(this.#store.getItem(name) ?? "") as Waiting);
      } catch {
        this.#store.removeItem(name);
      }
    }
    return found.sort((a, b) => a.at - b.at || a.order - b.order);
  }

  #set(items: readonly Waiting[]): void {
    this.#items = items;
    this.#tell();
  }

  #tell(): void {
    this.#state = { waiting: this.#items, stalled: this.#stalled };
    for (const listener of this.#listeners) listener();
  }
}

export interface OutboxState {
  waiting: readonly Waiting[];
  /** The server cannot be reached; what waits is sent when it can. */
  stalled: boolean;
}

/** The versions of what a change touches, as they are on screen when it is made. */
export function baseOf(map: MapData, change: Change): SavedVersions {
  const ids = new Set("contactId" in change ? [change.contactId] : "seatId" in change ? [change.seatId] : []);
  const people = map.people.filter((person) => ids.has(person.contact_id));
  const lines = map.lines.filter((line) =>
    "lineId" in change
      ? line.id === change.lineId
      : change.type === "set_manager" && line.kind === "reports_to" && line.from === change.contactId,
  );
  return {
    stakeholders: Object.fromEntries(people.map(({ id, version }) => [id, version])),
    contacts: Object.fromEntries(people.map((person) => [person.contact_id, person.contact_version])),
    lines: Object.fromEntries(lines.map(({ id, version }) => [id, version])),
  };
}
