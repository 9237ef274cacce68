/**
 * Every colour that carries meaning, measured rather than chosen by eye: `palette.test.ts` holds the distances between
 * the sentiment levels under simulated colour blindness and the contrast of each ring and line. Style sheets use the
 * same values as variables (`tokens.css`; a test compares the two), the canvas that cannot read variables uses these.
 */

export type Scheme = "light" | "dark";
export type PaletteName = "default" | "colour-blind";

/** The seller's words for a stance, plus `unknown` for not assessed, which is never neutral. */
export const SENTIMENTS = ["advocate", "supportive", "neutral", "sceptical", "opposed", "unknown"] as const;
export type SentimentWord = (typeof SENTIMENTS)[number];

export const LINE_KINDS = ["reports_to", "dotted", "influences", "ally", "conflict", "knows"] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** The personas that ship; admins may add more, which are drawn as `other`. */
export const PERSONA_KEYS = [
  "economic_buyer",
  "technical_buyer",
  "user_buyer",
  "champion",
  "coach",
  "blocker",
  "ratifier",
  "influencer",
  "evaluator",
  "other",
] as const;
export type PersonaKey = (typeof PERSONA_KEYS)[number];

export interface SentimentColour {
  /** Ring and fill. */
  readonly ring: string;
  /** The shade for words on a card or on a tint of the ring. */
  readonly text: string;
}

export interface SurfaceColours {
  readonly canvas: string;
  readonly dots: string;
  readonly card: string;
  readonly line: string;
  readonly "line-strong": string;
  readonly "text-1": string;
  readonly "text-2": string;
  readonly "text-3": string;
  readonly accent: string;
  readonly warning: string;
  readonly danger: string;
  readonly good: string;
}

export const SURFACES: Record<Scheme, SurfaceColours> = {
  light: {
    canvas: "#F3F5F8",
    dots: "#D3D9E2",
    card: "#FFFFFF",
    line: "#E2E7EE",
    "line-strong": "#CBD3DE",
    "text-1": "#121926",
    "text-2": "#4A5567",
    "text-3": "#5F6B7D",
    accent: "#3B4FC4",
    warning: "#8A4A00",
    danger: "#970C1B",
    good: "#00554B",
  },
  dark: {
    canvas: "#0D1219",
    dots: "#232C3A",
    card: "#181F2A",
    line: "#273142",
    "line-strong": "#3A475B",
    "text-1": "#E9EDF4",
    "text-2": "#B3BDCC",
    "text-3": "#93A0B3",
    accent: "#8FA0FF",
    warning: "#F8BF45",
    danger: "#FF8E9C",
    good: "#5FD9C2",
  },
};

const same = (ring: string): SentimentColour => ({ ring, text: ring });

export const SENTIMENT_COLOURS: Record<PaletteName, Record<Scheme, Record<SentimentWord, SentimentColour>>> = {
  default: {
    light: {
      advocate: { ring: "#006156", text: "#00554B" },
      supportive: { ring: "#2FA876", text: "#0E6B47" },
      neutral: { ring: "#6E7783", text: "#4A5361" },
      sceptical: { ring: "#D87A21", text: "#8A4A00" },
      opposed: { ring: "#AD0F1F", text: "#970C1B" },
      unknown: { ring: "#8C96A4", text: "#5F6B7D" },
    },
    dark: {
      advocate: same("#22B8A0"),
      supportive: same("#97EBD6"),
      neutral: { ring: "#78839A", text: "#B3BDCC" },
      sceptical: same("#F8BF45"),
      opposed: { ring: "#F03A52", text: "#FF8E9C" },
      unknown: { ring: "#66738A", text: "#93A0B3" },
    },
  },
  "colour-blind": {
    light: {
      advocate: { ring: "#0B3F9E", text: "#0A3788" },
      supportive: { ring: "#4998DB", text: "#1F609C" },
      neutral: { ring: "#6E7074", text: "#55575B" },
      sceptical: { ring: "#C98318", text: "#7F4F00" },
      opposed: { ring: "#7C2906", text: "#6E2405" },
      unknown: { ring: "#8C96A4", text: "#5F6B7D" },
    },
    dark: {
      advocate: { ring: "#4A78CC", text: "#93B4F2" },
      supportive: same("#AEDDF4"),
      neutral: { ring: "#97A0AC", text: "#B3BDCC" },
      sceptical: same("#F6A222"),
      opposed: { ring: "#C0562B", text: "#F2A27F" },
      unknown: { ring: "#66738A", text: "#93A0B3" },
    },
  },
};

export const LINE_COLOURS: Record<PaletteName, Record<Scheme, Record<LineKind, string>>> = {
  default: {
    light: {
      reports_to: "#7A8698",
      dotted: "#7A8698",
      influences: "#4A5BD4",
      ally: "#0B8A62",
      conflict: "#D92D4A",
      knows: "#7A8698",
    },
    dark: {
      reports_to: "#6E7C93",
      dotted: "#6E7C93",
      influences: "#8FA0FF",
      ally: "#3DCB98",
      conflict: "#FF6B81",
      knows: "#6E7C93",
    },
  },
  "colour-blind": {
    light: {
      reports_to: "#7A8698",
      dotted: "#7A8698",
      influences: "#4A5BD4",
      ally: "#1F6FB8",
      conflict: "#B04A0C",
      knows: "#7A8698",
    },
    dark: {
      reports_to: "#6E7C93",
      dotted: "#6E7C93",
      influences: "#8FA0FF",
      ally: "#6BAAF0",
      conflict: "#F08440",
      knows: "#6E7C93",
    },
  },
};

export const PERSONA_COLOURS: Record<Scheme, Record<PersonaKey, string>> = {
  light: {
    economic_buyer: "#0B62B8",
    technical_buyer: "#4B5B73",
    user_buyer: "#A4600A",
    champion: "#0A7D57",
    coach: "#4E8A12",
    blocker: "#B23B2E",
    ratifier: "#0B7D90",
    influencer: "#B0368B",
    evaluator: "#6D3FC0",
    other: "#4B5B73",
  },
  dark: {
    economic_buyer: "#5AA6F2",
    technical_buyer: "#93A3BC",
    user_buyer: "#E0A24A",
    champion: "#2FC08C",
    coach: "#8CC84B",
    blocker: "#EE7F70",
    ratifier: "#3FB9CC",
    influencer: "#E27BC2",
    evaluator: "#A783F0",
    other: "#93A3BC",
  },
};

export const SENTIMENT_GLYPHS: Record<SentimentWord, string> = {
  advocate: "++",
  supportive: "+",
  neutral: "=",
  sceptical: "−",
  opposed: "−−",
  unknown: "?",
};

export const SENTIMENT_NAMES: Record<SentimentWord, string> = {
  advocate: "Advocate",
  supportive: "Supportive",
  neutral: "Neutral",
  sceptical: "Sceptical",
  opposed: "Opposed",
  unknown: "Unknown",
};

/** The word of a record, where null and empty mean not assessed. */
export function sentimentWord(value: string | null | undefined): SentimentWord {
  return SENTIMENTS.find((word) => word === value) ?? "unknown";
}

/** The drawn persona of a record's key; a persona an admin added is drawn as `other`. */
export function personaKey(value: string): PersonaKey {
  return PERSONA_KEYS.find((key) => key === value) ?? "other";
}
