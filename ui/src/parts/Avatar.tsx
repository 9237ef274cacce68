import { SENTIMENT_GLYPHS, SENTIMENT_NAMES, type SentimentWord } from "~/theme/palette";
import styles from "./Avatar.module.css";

/** "Anna-Lena van der Berg" → "AB": first letter of the first and of the last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0]?.[0] ?? "?";
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? "") : "";
  return (first + last).toUpperCase();
}

interface AvatarProps {
  readonly name: string;
  /** Leave out for a person without a stance (a colleague): no ring, no glyph. */
  readonly sentiment?: SentimentWord;
  /** Edge in pixels, ring included. */
  readonly size?: number;
  /** The badge at the lower right; switched off where the word stands beside it. */
  readonly glyph?: boolean;
  /** A CSS colour for the ring where it shows something other than the sentiment; the glyph still says that. */
  readonly ring?: string;
  /** Which field of the person this part shows, where it can be changed by pressing it. */
  readonly field?: string;
}

/** Initials in a ring of the sentiment's colour, with its glyph. Decoration: name and stance stand in words beside it. */
export function Avatar({ name, sentiment, size = 40, glyph = true, ring, field }: AvatarProps) {
  return (
    <span
      className={styles["avatar"]}
      data-sentiment={sentiment}
      data-field={field}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.34), ...(ring ? { "--ring": ring } : {}) }}
      aria-hidden="true"
      {...(sentiment ? { title: SENTIMENT_NAMES[sentiment] } : {})}
    >
      {initials(name)}
      {sentiment && glyph && <span className={styles["glyph"]}>{SENTIMENT_GLYPHS[sentiment]}</span>}
    </span>
  );
}
