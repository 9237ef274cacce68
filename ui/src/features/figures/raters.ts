/** The calibration of a rater in words: with counts and intervals, and "too few to say" where that is the answer. */

export interface Share {
  readonly count: number;
  readonly total: number;
  readonly share: number | null;
  readonly low: number;
  readonly high: number;
}

export interface Rater {
  readonly deals: number;
  readonly bias: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly silent_rated_for: Share;
  readonly overlooks_silent: boolean | null;
  readonly won_of_supportive: Share;
}

export const VERDICTS: Readonly<Record<string, string>> = {
  too_few: "Too few to say",
  fair: "Fair, within chance",
  over_friendly: "Over-friendly, beyond chance",
  over_critical: "Over-critical, beyond chance",
};

export function sayBias({ bias, low, high, deals }: Pick<Rater, "bias" | "low" | "high" | "deals">): string {
  if (bias === null || low === null || high === null) return `Too few to say (${deals})`;
  return `${points(bias)} points (${points(low)} to ${points(high)})`;
}

/** With the reading behind the figure only where the count allows one. */
export function saySilent({
  silent_rated_for,
  overlooks_silent,
}: Pick<Rater, "silent_rated_for" | "overlooks_silent">): string {
  if (overlooks_silent === null) return `Too few to say (${silent_rated_for.total})`;
  return `${shareOf(silent_rated_for)}${overlooks_silent ? ": overlooks the silent" : ""}`;
}

export function sayWon({ won_of_supportive }: Pick<Rater, "won_of_supportive">): string {
  return won_of_supportive.total === 0 ? "None closed" : shareOf(won_of_supportive);
}

function shareOf({ count, total, low, high }: Share): string {
  const percent = (value: number): string => `${Math.round(value * 100)} %`;
  return `${count} of ${total} (${percent(low)} to ${percent(high)})`;
}

function points(value: number): string {
  const whole = Math.round(value);
  return whole > 0 ? `+${whole}` : `${whole < 0 ? "−" : ""}${Math.abs(whole)}`;
}
