/**
 * How values are written on screen, in the language of the screens. Dates of the record are plain days; moments are shown
 * in the reader's time zone.
 */

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const DAY_THIS_YEAR = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const MOMENT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** `2026-01-31` → "31 Jan", with the year when it is not this one. Null → a dash. */
export function formatDay(day: string | null | undefined, now: Date = new Date()): string {
  if (!day) return "–";
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return date.getUTCFullYear() === now.getUTCFullYear() ? DAY_THIS_YEAR.format(date) : DAY.format(date);
}

/** An ISO moment → "21 Nov 2026, 14:05". */
export function formatMoment(moment: string | null | undefined): string {
  if (!moment) return "–";
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? moment : MOMENT.format(date);
}

/** An ISO moment → "today", "6d ago", "5w ago", "4mo ago", "2y ago". */
export function formatAgo(moment: string, now: Date = new Date()): string {
  const days = Math.floor((now.getTime() - new Date(moment).getTime()) / 86_400_000);
  if (days < 1) return "today";
  if (days < 14) return `${days}d ago`;
  if (days < 63) return `${Math.floor(days / 7)}w ago`;
  if (days < 730) return `${Math.floor(days / 30.44)}mo ago`;
  return `${Math.floor(days / 365.25)}y ago`;
}

/** Amounts come as decimal text or number. "€1.42M" where short, "€1,420,000" where exact. */
export function formatMoney(
  amount: string | number | null | undefined,
  currency: string | null | undefined,
  style: "short" | "exact" = "short",
): string {
  if (amount === null || amount === undefined || amount === "") return "–";
  const value = Number(amount);
  if (!Number.isFinite(value)) return String(amount);
  const digits: Intl.NumberFormatOptions =
    style === "short"
      ? { notation: "compact", minimumFractionDigits: 0, maximumFractionDigits: Math.abs(value) >= 1e6 ? 2 : 0 }
      : { minimumFractionDigits: 0, maximumFractionDigits: 2 };
  if (!currency) return new Intl.NumberFormat("en", digits).format(value);
  try {
    const money = { ...digits, style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
    return new Intl.NumberFormat("en", money).format(value);
  } catch {
    // Imported records may hold a code that is no currency; it is shown as it came.
    return `${new Intl.NumberFormat("en", digits).format(value)} ${currency}`;
  }
}

export function formatCount(count: number): string {
  return new Intl.NumberFormat("en").format(count);
}

/** "1 person", "2 people". */
export function countOf(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** The day three months from now, as a date field wants it. */
export function inThreeMonths(): string {
  const day = new Date();
  day.setMonth(day.getMonth() + 3);
  return day.toISOString().slice(0, 10);
}
