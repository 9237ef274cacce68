/** Days as the time bar counts them: plain dates in UTC, whose end is the moment shown. */

export const DAY_MS = 86_400_000;

export interface DayEvent {
  at: string;
  text: string;
}

/** Days since 1970. */
export function dayNumber(day: string): number {
  return Math.floor(Date.parse(day) / DAY_MS);
}

export function dayOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** Events gathered by day, oldest first. */
export function eventsByDay(events: readonly DayEvent[]): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const { at, text } of [...events].reverse()) {
    const day = dayNumber(at);
    found.set(day, [...(found.get(day) ?? []), text]);
  }
  return new Map([...found].sort(([a], [b]) => a - b));
}

export interface Mark {
  /** The last day of those gathered here: going there shows all of them. */
  day: number;
  count: number;
  texts: string[];
}

/** At most so many marks over a life: days that would lie on each other are gathered. */
export function marksOf(byDay: ReadonlyMap<number, string[]>, first: number, last: number, most: number): Mark[] {
  const step = Math.max(1, Math.ceil((last - first + 1) / most));
  const found = new Map<number, Mark>();
  for (const [day, texts] of byDay) {
    const place = Math.floor((day - first) / step);
    const mark = found.get(place);
    if (mark) {
      mark.day = day;
      mark.count += texts.length;
      mark.texts.push(...texts);
    } else found.set(place, { day, count: texts.length, texts: [...texts] });
  }
  return [...found.values()];
}

/** The next day on which something happened; null at the end. */
export function nextEventDay(byDay: ReadonlyMap<number, string[]>, after: number): number | null {
  for (const day of byDay.keys()) if (day > after) return day;
  return null;
}

export interface SharePoint {
  as_of: string;
  supporting: number;
  against: number;
}

/** Outline of a share over time, as steps from the axis at 0: upwards for positive heights. A point holds until the next. */
export function stepsPath(
  points: readonly { at: number; value: number }[],
  from: number,
  to: number,
  height: number,
): string {
  if (points.length === 0 || to <= from) return "";
  const x = (at: number) => Math.round(((Math.min(Math.max(at, from), to) - from) / (to - from)) * 10_000) / 10;
  const y = (value: number) => Math.round(-value * height * 10) / 10;
  const first = points[0] as { at: number; value: number };
  let path = `M${x(first.at)} 0V${y(first.value)}`;
  for (const { at, value } of points.slice(1)) path += `H${x(at)}V${y(value)}`;
  return `${path}H1000V0Z`;
}

/** The first day of each month between two days, at most so many. */
export function monthsBetween(first: number, last: number, most: number): number[] {
  const found: number[] = [];
  const day = new Date(first * DAY_MS);
  day.setUTCDate(1);
  while (day.getTime() / DAY_MS <= last) {
    const number = day.getTime() / DAY_MS;
    if (number >= first) found.push(number);
    day.setUTCMonth(day.getUTCMonth() + 1);
  }
  const step = Math.ceil(found.length / most);
  return step > 1 ? found.filter((_, place) => place % step === 0) : found;
}
