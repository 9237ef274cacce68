/** Figures in words: always with their count, and with "too few to say" where that is the answer. */
import { countOf, formatMoney } from "~/parts/format";

export interface Figure {
  readonly count: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

type Form = "share" | "days" | "money";

export function sayFigure(figure: Figure, form: Form, currency = ""): string {
  if (figure.value === null || figure.low === null || figure.high === null) {
    return `Too few to say (${figure.count})`;
  }
  const one = (value: number): string => {
    if (form === "share") return `${Math.round(value * 100)} %`;
    return form === "days" ? `${Math.round(value)} d` : formatMoney(value, currency);
  };
  return `${one(figure.value)} (${one(figure.low)} to ${one(figure.high)}; ${countOf(figure.count, "deal", "deals")})`;
}

export const MARKS: Readonly<Record<string, string>> = {
  above: "Above the others, beyond chance",
  below: "Below the others, beyond chance",
  too_few: "Too few to say",
  "": "Within chance of the others",
};
