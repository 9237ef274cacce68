/**
 * What can be linked to: view, group, colour, selection, filters, moment. Read from and written to the query string,
 * so that back and forward work and a colleague sees the same. Defaults are left out of the address.
 */

import { COLOUR_MODES, type ColourMode } from "./colour";
import { FILTER_NAMES, type Filters, NO_FILTERS } from "./filters";
import { ALL_LINES, type LineToggles } from "./lines";
import { readSort, type Sort, writeSort } from "./outlineSort";
import type { GroupBy } from "./types";

export const VIEWS = [
  "map",
  "network",
  "matrix",
  "outline",
  "activities",
  "standing",
  "agreement",
  "insights",
] as const;
export type ViewName = (typeof VIEWS)[number];
/** As they are called in switches, menus and for the ear. */
export const VIEW_NAMES: Readonly<Record<ViewName, string>> = {
  map: "Map",
  network: "Influence network",
  matrix: "Influence × sentiment",
  outline: "Outline",
  activities: "Activities",
  standing: "Standing grid",
  agreement: "Agreement",
  insights: "Insights",
};
/** Heat is the reporting layout with coloured cards; the server knows no layout of that name. */
export const GROUPS = ["reporting", "persona", "department", "heat"] as const;
export type GroupName = (typeof GROUPS)[number];

/** Sales methods in whose words the deal can be read; keys as the server knows them. */
export const LENSES = ["meddpicc", "blue_sheet", "tas", "challenger"] as const;
export type LensName = (typeof LENSES)[number];
export const LENS_NAMES: Readonly<Record<LensName, string>> = {
  meddpicc: "MEDDPICC",
  blue_sheet: "Blue Sheet",
  tas: "TAS",
  challenger: "Challenger",
};

/** What to do about the deal, beside the map. */
export const SIDES = ["signals", "talk", "whatif"] as const;
export type SideName = (typeof SIDES)[number];
export const SIDE_NAMES: Readonly<Record<SideName, string>> = {
  signals: "Signals",
  talk: "Talk to",
  whatif: "What if",
};

export interface ViewState {
  view: ViewName;
  group: GroupName;
  colour: ColourMode;
  /** Contact id of the person whose panel is open. */
  selected: string | null;
  /** Show the circle of the selected person alone in full colour even when the panel is closed. */
  focus: string | null;
  filters: Filters;
  lines: LineToggles;
  /** The lens whose panel is open. */
  lens: LensName | null;
  /** What to do: signals, whom to talk to, what if. */
  side: SideName | null;
  /** Contact id of the person a what-if is about. */
  about: string | null;
  /** The list of contacts who are not on the map stands beside it. */
  tray: boolean;
  /** The slide of the presentation, 0 for the map; null: not presenting. */
  present: number | null;
  /** The outline by a column; null: by reporting line or lane. */
  sort: Sort | null;
  /** ISO date or time of an earlier moment; null for now. */
  at: string | null;
  /** ISO date or time of the moment the map is compared with; null: not compared. */
  since: string | null;
}

/** The phone opens on the outline unless the address says otherwise. */
export function readView(query: URLSearchParams, fallback: ViewName = "map"): ViewState {
  const hidden = new Set(list(query.get("hide")));
  const filters = Object.fromEntries(FILTER_NAMES.map((name) => [name, list(query.get(name))])) as unknown as Filters;
  const lines = Object.fromEntries(Object.keys(ALL_LINES).map((kind) => [kind, !hidden.has(kind)])) as LineToggles;
  return {
    view: oneOf(query.get("view"), VIEWS) ?? fallback,
    group: oneOf(query.get("group"), GROUPS) ?? "reporting",
    colour: oneOf(query.get("colour"), COLOUR_MODES) ?? "sentiment",
    selected: query.get("p"),
    focus: query.get("focus"),
    filters,
    lines,
    lens: oneOf(query.get("lens"), LENSES),
    side: oneOf(query.get("side"), SIDES),
    about: query.get("about"),
    tray: query.get("tray") === "1",
    present: whole(query.get("present")),
    sort: readSort(query.get("sort")),
    at: moment(query.get("at")),
    since: moment(query.get("since")),
  };
}

export type ViewChange = Partial<ViewState>;

/** The query string with some of the state changed; parameters that are not ours are kept. */
export function writeView(query: URLSearchParams, change: ViewChange, fallback: ViewName = "map"): URLSearchParams {
  const state = { ...readView(query, fallback), ...change };
  const next = new URLSearchParams(query);
  const put = (name: string, value: string | null) => {
    if (value === null || value === "") next.delete(name);
    else next.set(name, value);
  };
  put("view", state.view === fallback ? null : state.view);
  put("group", state.group === "reporting" ? null : state.group);
  put("colour", state.colour === "sentiment" ? null : state.colour);
  put("p", state.selected);
  put("focus", state.focus);
  put("lens", state.lens);
  put("side", state.side);
  put("about", state.side === "whatif" ? state.about : null);
  put("tray", state.tray ? "1" : null);
  put("present", state.present === null ? null : String(state.present));
  put("sort", writeSort(state.sort));
  put("at", state.at);
  put("since", state.since);
  for (const name of FILTER_NAMES) put(name, state.filters[name].join("~"));
  const hidden = Object.entries(state.lines).filter(([, shown]) => !shown);
  put("hide", hidden.map(([kind]) => kind).join("~"));
  return next;
}

/** The layout the server is asked for. */
export function layoutOf({ view, group }: Pick<ViewState, "view" | "group">): GroupBy {
  if (view === "network") return "network";
  return group === "heat" ? "reporting" : group;
}

/** Whether the picture has a place for cards put somewhere by hand: the chart does, lanes and webs arrange everybody. */
export function keepsPins({ view, group }: Pick<ViewState, "view" | "group">): boolean {
  return view === "map" && !isLaneView({ view, group });
}

export function isLaneView({ view, group }: Pick<ViewState, "view" | "group">): boolean {
  return view !== "network" && (group === "persona" || group === "department");
}

/** Views that show everybody as a card. */
export function drawsCards({ view }: Pick<ViewState, "view">): boolean {
  return view === "map" || view === "network";
}

/** Views in which people are gathered by the chosen group. */
export function isGrouped(view: ViewName): boolean {
  return view === "map" || view === "outline";
}

export { NO_FILTERS };

function list(value: string | null): string[] {
  return value ? value.split("~").filter(Boolean) : [];
}

function oneOf<T extends string>(value: string | null, allowed: readonly T[]): T | null {
  return allowed.includes(value as T) ? (value as T) : null;
}

function whole(value: string | null): number | null {
  return value !== null && /^\d{1,5}$/.test(value) ? Number(value) : null;
}

/** A moment somebody mangled by hand is no moment: show now rather than an error page. */
function moment(value: string | null): string | null {
  return value !== null && /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;
}
