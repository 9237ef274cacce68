import { SENTIMENT_GLYPHS, SENTIMENT_NAMES, type SentimentWord } from "~/theme/palette";
import styles from "./SentimentBadge.module.css";

/** A stance as dot, glyph and word: never colour alone. */
export function SentimentBadge({ sentiment }: { readonly sentiment: SentimentWord }) {
  return (
    <span className={styles["badge"]} data-sentiment={sentiment}>
      <span className={styles["dot"]} aria-hidden="true">
        {SENTIMENT_GLYPHS[sentiment]}
      </span>
      {SENTIMENT_NAMES[sentiment]}
    </span>
  );
}
