/** The words of the portfolio page that need no React. */
import type { PortfolioRow } from "./api";

export type GapKey = keyof NonNullable<PortfolioRow["gaps"]>;

/** In the order of the heat cells. */
export const GAPS: readonly { readonly key: GapKey; readonly name: string; readonly short: string }[] = [
  { key: "static_records", name: "Static records", short: "Static" },
  { key: "persona_without_influence", name: "Persona without influence", short: "Influence" },
  { key: "sentiment_blind_spots", name: "Sentiment blind spots", short: "Sentiment" },
  { key: "single_threaded_coverage", name: "Single-threaded coverage", short: "Threads" },
  { key: "no_coaching_loop", name: "No coaching loop", short: "Coaching" },
];

export const HOW_WORDS: Readonly<Record<string, string>> = {
  seller: "Seller's view",
  behaviour: "From behaviour",
  blend: "Seller's view and behaviour",
  "": "Not assessed",
};

export const CLOSES = [
  { value: "month", label: "Closes this month" },
  { value: "quarter", label: "Closes this quarter" },
  { value: "next", label: "Closes next quarter" },
  { value: "overdue", label: "Overdue" },
] as const;

export const SINCE = [
  { value: "friday", label: "Changed since Friday" },
  { value: "review", label: "Changed since my last review" },
  { value: "last-week", label: "Changed since last week" },
  { value: "last-month", label: "Changed since last month" },
] as const;

interface Days {
  readonly close_from?: string;
  readonly close_to?: string;
}

/** First and last close date of a choice, seen from `today`. A word nobody knows narrows nothing. */
export function closeDays(choice: string, today: Date): Days {
  const year = today.getUTCFullYear();
  const month = today.getUTCMonth();
  const quarter = month - (month % 3);
  const span = (from: number, to: number): Days => ({
    close_from: dayOf(new Date(Date.UTC(year, from, 1))),
    close_to: dayOf(new Date(Date.UTC(year, to, 0))),
  });
  switch (choice) {
    case "month":
      return span(month, month + 1);
    case "quarter":
      return span(quarter, quarter + 3);
    case "next":
      return span(quarter + 3, quarter + 6);
    case "overdue":
      return { close_to: dayOf(new Date(today.getTime() - 86_400_000)) };
    default:
      return {};
  }
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** A deal's map with a person's panel open. */
export function personHref(dealId: string, contactId?: string | null): string {
  return contactId ? `/opportunities/${dealId}?p=${contactId}` : `/opportunities/${dealId}`;
}
