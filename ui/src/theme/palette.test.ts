import { describe, expect, it } from "vitest";
import { contrast, distanceSeen, mix, type Vision } from "./colourVision";
import {
  LINE_COLOURS,
  type PaletteName,
  PERSONA_COLOURS,
  PERSONA_KEYS,
  type Scheme,
  SENTIMENT_COLOURS,
  SENTIMENTS,
  SURFACES,
} from "./palette";
import tokens from "./tokens.css?raw";

const SCHEMES: readonly Scheme[] = ["light", "dark"];
const PALETTES: readonly PaletteName[] = ["default", "colour-blind"];
const CASES = PALETTES.flatMap((palette) => SCHEMES.map((scheme) => [palette, scheme] as const));
const ASSESSED = SENTIMENTS.filter((word) => word !== "unknown");

/** The measured floors: the first, intuitive green and red were 4.2 apart for deuteranopia. */
const FLOORS: Record<PaletteName, number> = { default: 9.9, "colour-blind": 14 };
const VISIONS: readonly Vision[] = ["protanopia", "deuteranopia", "tritanopia"];

describe.each(CASES)("palette %s in %s", (palette, scheme) => {
  const sentiments = SENTIMENT_COLOURS[palette][scheme];
  const surface = SURFACES[scheme];

  it.each(VISIONS)("keeps any two sentiment levels apart with %s", (vision) => {
    const distances = ASSESSED.flatMap((a, index) =>
      ASSESSED.slice(index + 1).map((b) => distanceSeen(sentiments[a].ring, sentiments[b].ring, vision)),
    );
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(FLOORS[palette]);
  });

  it("draws every ring at 3:1 against the card; unknown is dashed and carries its question mark", () => {
    for (const word of SENTIMENTS) {
      const least = word === "unknown" ? 2.9 : 3;
      expect(contrast(sentiments[word].ring, surface.card), word).toBeGreaterThanOrEqual(least);
    }
  });

  it("writes every sentiment readably on the card and on a tint of its own", () => {
    for (const word of SENTIMENTS) {
      const { ring, text } = sentiments[word];
      expect(contrast(text, surface.card), word).toBeGreaterThanOrEqual(4.5);
      expect(contrast(text, mix(ring, surface.card, 0.12)), `${word} on its tint`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("draws every line at 3:1 against the canvas", () => {
    for (const [kind, colour] of Object.entries(LINE_COLOURS[palette][scheme])) {
      expect(contrast(colour, surface.canvas), kind).toBeGreaterThanOrEqual(3);
    }
  });
});

describe.each(SCHEMES)("surfaces in %s", (scheme) => {
  const surface = SURFACES[scheme];

  it("keeps all three inks readable on card and canvas", () => {
    for (const ink of [surface["text-1"], surface["text-2"], surface["text-3"], surface.accent]) {
      expect(contrast(ink, surface.card)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(ink, surface.canvas)).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe("tokens.css", () => {
  /** All values of one variable, in the order of the file. */
  const values = (name: string): string[] =>
    [...tokens.matchAll(new RegExp(`^\\s*--${name}:\\s*([^;]+);`, "gm"))].map((match) =>
      (match[1] ?? "").toUpperCase(),
    );

  it("says the same as palette.ts for surfaces and personas", () => {
    for (const name of Object.keys(SURFACES.light) as (keyof typeof SURFACES.light)[]) {
      expect(values(name), name).toEqual([SURFACES.light[name], SURFACES.dark[name]]);
    }
    for (const key of PERSONA_KEYS) {
      expect(values(`persona-${key}`), key).toEqual([PERSONA_COLOURS.light[key], PERSONA_COLOURS.dark[key]]);
    }
  });

  it("says the same as palette.ts for sentiments and lines, in all four palettes", () => {
    const blocks = CASES.map(([palette, scheme]) => ({ palette, scheme }));
    for (const word of SENTIMENTS) {
      expect(values(`sentiment-${word}`), word).toEqual(
        blocks.map(({ palette, scheme }) => SENTIMENT_COLOURS[palette][scheme][word].ring),
      );
      expect(values(`sentiment-${word}-text`), word).toEqual(
        blocks.map(({ palette, scheme }) => SENTIMENT_COLOURS[palette][scheme][word].text),
      );
    }
    for (const kind of Object.keys(LINE_COLOURS.default.light) as (keyof typeof LINE_COLOURS.default.light)[]) {
      expect(values(`relation-${kind}`), kind).toEqual(
        blocks.map(({ palette, scheme }) => LINE_COLOURS[palette][scheme][kind]),
      );
    }
  });
});
