import styles from "./InfluenceBars.module.css";

interface InfluenceBarsProps {
  /** 0-100, or null for not known. */
  readonly score: number | null;
  /** The number beside the bars. */
  readonly number?: boolean;
  /** Rests on what is usual for a rank, not on evidence: drawn hollow. */
  readonly assumed?: boolean;
  /** Which field of the person this part shows, where it can be changed by pressing it. */
  readonly field?: string;
}

const BARS = [0, 1, 2, 3, 4] as const;

/** How many of the five bars are filled: one from 1, five from 81. */
export function filledBars(score: number | null): number {
  return score === null ? 0 : Math.min(5, Math.max(0, Math.ceil(score / 20)));
}

/** Five rising bars and the number they stand for. */
export function InfluenceBars({ score, number = true, assumed = false, field }: InfluenceBarsProps) {
  const filled = filledBars(score);
  return (
    <span className={styles["influence"]} data-assumed={assumed || undefined} data-field={field}>
      <svg width={23} height={12} viewBox="0 0 23 12" aria-hidden="true" focusable="false">
        {BARS.map((bar) => (
          <rect
            key={bar}
            className={bar < filled ? styles["filled"] : styles["empty"]}
            x={bar * 4.8}
            y={8 - bar * 2}
            width={3.6}
            height={4 + bar * 2}
            rx={1.2}
          />
        ))}
      </svg>
      {number && <span className={styles["number"]}>{score === null ? "–" : Math.round(score)}</span>}
    </span>
  );
}
