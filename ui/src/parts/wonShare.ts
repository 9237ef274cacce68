import type { components } from "~/api/schema";
import { countOf } from "./format";

type WonShare = components["schemas"]["WonShare"];

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** "won 9 of 12 closed (75 %, 47 to 91 %)"; "too few to say" is an answer. */
export function sayShare({ won, closed, open, share, low, high }: WonShare): string {
  if (closed === 0) return open === 0 ? "none yet" : `${countOf(open, "deal", "deals")} still open`;
  const counted = `won ${won} of ${closed} closed`;
  return share === null
    ? `${counted}, too few to say`
    : `${counted} (${percent(share)}, ${Math.round(low * 100)} to ${percent(high)})`;
}
