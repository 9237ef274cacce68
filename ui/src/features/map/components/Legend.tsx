import { useEffect, useRef } from "react";
import { type ColourMode, colourLegend } from "~/map/core/colour";
import { LINE_KINDS } from "~/map/core/lines";
import type { LineKind, MapData } from "~/map/core/types";
import { SENTIMENT_GLYPHS, SENTIMENTS } from "~/theme/palette";
import styles from "./Legend.module.css";

interface LegendProps {
  data: MapData;
  colour: ColourMode;
  /** Marks of a comparison stand on the map. */
  compared?: boolean;
  shown: boolean;
  onToggle: () => void;
  /** Pixels it takes from the bottom of the map, its margin with it: it wraps where the map is narrow. */
  onHeight?: (pixels: number) => void;
}

/** Below the legend, as in its style sheet. */
const MARGIN = 16;

const KINDS: readonly LineKind[] = ["reports_to", "dotted", "influences", "ally", "conflict", "knows"];

/** What colours, glyphs and strokes mean. Only line kinds that occur, so that it stays one row. */
export function Legend({ data, colour, compared = false, shown, onToggle, onHeight }: LegendProps) {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element || !onHeight) return undefined;
    const observer = new ResizeObserver(() => onHeight(element.offsetHeight + MARGIN));
    observer.observe(element);
    return () => observer.disconnect();
  }, [onHeight]);
  if (!shown) {
    return (
      <div className={styles["legend"]}>
        <button type="button" className={styles["toggle"]} onClick={onToggle}>
          Show legend
        </button>
      </div>
    );
  }
  const used = new Set(data.lines.map((line) => line.kind));
  return (
    <section ref={frame} className={styles["legend"]} aria-label="Legend">
      <ul className={styles["entries"]}>
        {colour === "sentiment"
          ? SENTIMENTS.map((key) => (
              <li key={key} className={styles["entry"]}>
                <span
                  className={styles["ring"]}
                  data-unknown={key === "unknown" || undefined}
                  style={{ "--hue": `var(--sentiment-${key})`, "--ink": `var(--sentiment-${key}-text)` }}
                  aria-hidden="true"
                >
                  {SENTIMENT_GLYPHS[key]}
                </span>
                {key.charAt(0).toUpperCase() + key.slice(1)}
              </li>
            ))
          : colourLegend(colour, data.people, data.personas).map(({ key, label }) => (
              <li key={`${key}:${label}`} className={styles["entry"]}>
                <span
                  className={styles["ring"]}
                  data-unknown={key === "sentiment-unknown" || undefined}
                  style={{ "--hue": `var(--${key})` }}
                  aria-hidden="true"
                />
                {label}
              </li>
            ))}
      </ul>
      <ul className={styles["entries"]}>
        {KINDS.filter((kind) => used.has(kind)).map((kind) => (
          <li key={kind} className={styles["entry"]}>
            <LineSample kind={kind} />
            {LINE_KINDS[kind].label}
          </li>
        ))}
      </ul>
      {compared && (
        <ul className={styles["entries"]}>
          <li className={styles["entry"]}>+ Joined, new line</li>
          <li className={styles["entry"]}>Δ Changed</li>
          <li className={styles["entry"]}>× Left, line gone</li>
        </ul>
      )}
      <button type="button" className={styles["toggle"]} onClick={onToggle}>
        Hide legend
      </button>
    </section>
  );
}

export function LineSample({ kind, width = 22 }: { kind: LineKind; width?: number }) {
  const y = 6;
  return (
    <svg
      width={width}
      height={12}
      viewBox={`0 0 ${width} 12`}
      aria-hidden="true"
      focusable="false"
      style={{ color: `var(--relation-${kind})`, flex: "none" }}
      fill="none"
      stroke="currentColor"
    >
      {kind === "conflict" && (
        <path d={`M1 8l3.3-4.6 3.4 6 3.3-6 3.3 6 3.4-6L${width - 1} 6`} strokeWidth={1.5} strokeLinejoin="round" />
      )}
      {kind === "influences" && (
        <>
          <path d={`M1 ${y}H${width - 7}`} strokeWidth={2} />
          <path d={`M${width - 1} ${y}l-8-3.6v7.2z`} fill="currentColor" stroke="none" />
        </>
      )}
      {kind === "dotted" && (
        <path d={`M2 ${y}H${width - 1}`} strokeWidth={2.6} strokeDasharray="0 6" strokeLinecap="round" />
      )}
      {kind === "knows" && <path d={`M1 ${y}H${width - 1}`} strokeWidth={1.3} strokeDasharray="8 3" />}
      {kind === "ally" && <path d={`M1 ${y}H${width - 1}`} strokeWidth={2.4} strokeLinecap="round" />}
      {kind === "reports_to" && <path d={`M1 ${y}H${width - 1}`} strokeWidth={1.7} />}
    </svg>
  );
}
