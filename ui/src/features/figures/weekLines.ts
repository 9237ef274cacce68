/** Weeks of maps as lines: geometry only, so that it can be tested without a screen. */

export interface MapWeek {
  /** Its Monday. */
  readonly week: string;
  readonly deals: number;
  /** 0-100 each. */
  readonly quality: number;
  readonly freshness: number;
}

export type Figure = "quality" | "freshness";
const WEEK_MS = 7 * 86_400_000;

/** The weeks of everybody, or of one team or seller. */
export interface WeekLine<Week> {
  readonly id: string;
  readonly name: string;
  readonly weeks: readonly Week[];
}

export interface LinesBy<Week> {
  readonly all: WeekLine<Week>;
  readonly teams: readonly WeekLine<Week>[];
  readonly sellers: readonly WeekLine<Week>[];
}

type Whose = { readonly id: string; readonly name: string } | null;

/** The weeks by whose they are, in the order they come; those of no team and no seller are everybody's. */
export function linesBy<Week extends { readonly team: Whose; readonly seller: Whose }>(
  weeks: readonly Week[],
): LinesBy<Week> {
  return {
    all: { id: "", name: "All", weeks: weeks.filter(({ team, seller }) => !team && !seller) },
    teams: linesOf(weeks, ({ team }) => team),
    sellers: linesOf(weeks, ({ seller }) => seller),
  };
}

function linesOf<Week>(weeks: readonly Week[], whose: (week: Week) => Whose): WeekLine<Week>[] {
  const found = new Map<string, { id: string; name: string; weeks: Week[] }>();
  for (const week of weeks) {
    const owner = whose(week);
    if (!owner) continue;
    const line = found.get(owner.id) ?? { id: owner.id, name: owner.name, weeks: [] };
    line.weeks.push(week);
    found.set(owner.id, line);
  }
  return [...found.values()];
}

/** All the weeks from the first to the last of anybody, those without a point too: a gap is drawn as wide as it was. */
export function weeksBetween(weeks: readonly MapWeek[]): string[] {
  const times = weeks.map(({ week }) => Date.parse(week));
  if (times.length === 0) return [];
  const [first, last] = [Math.min(...times), Math.max(...times)];
  return Array.from({ length: Math.round((last - first) / WEEK_MS) + 1 }, (_, place) =>
    new Date(first + place * WEEK_MS).toISOString().slice(0, 10),
  );
}

/** The paths of one figure over these weeks in a box; broken where a week has no point, a dot where one stands alone. */
export function pathsOf(
  weeks: readonly MapWeek[],
  axis: readonly string[],
  figure: Figure,
  box: { readonly width: number; readonly height: number },
): string[] {
  const at = new Map(weeks.map((week) => [week.week, week[figure]]));
  const step = axis.length > 1 ? box.width / (axis.length - 1) : 0;
  const paths: string[] = [];
  let open = "";
  axis.forEach((week, place) => {
    const value = at.get(week);
    if (value === undefined) {
      if (open) paths.push(open);
      open = "";
      return;
    }
    const point = `${(place * step).toFixed(1)} ${(box.height * (1 - value / 100)).toFixed(1)}`;
    // A line to itself: with round ends that is a dot.
    open = open === "" ? `M${point}L${point}` : `${open}L${point}`;
  });
  if (open) paths.push(open);
  return paths;
}

/** The whole chart as a sentence. */
export function sayWeeks(name: string, weeks: readonly MapWeek[], sayDay: (day: string) => string): string {
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (!first || !last) return `${name}: no week yet.`;
  const said = ({ week, deals, quality, freshness }: MapWeek) =>
    `quality ${quality.toFixed(0)}, freshness ${freshness.toFixed(0)}, ${deals} deals in the week of ${sayDay(week)}`;
  return first === last ? `${name}: ${said(last)}.` : `${name}: from ${said(first)} to ${said(last)}.`;
}
