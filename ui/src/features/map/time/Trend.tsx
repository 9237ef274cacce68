import { useId, useMemo } from "react";
import { stepsPath } from "~/map/core/days";
import type { Timeline } from "./api";
import styles from "./TimeBar.module.css";

const HEIGHT = 22;

interface TrendProps {
  timeline: Timeline;
  first: number;
  last: number;
  day: number;
}

/** Support above the axis and opposition below it, by influence; what lies after the day shown is faint. */
export function Trend({ timeline, first, last, day }: TrendProps) {
  const clip = useId();
  const { points } = timeline;
  const [support, against] = useMemo(() => {
    const at = (value: "supporting" | "against") =>
      points.map((point) => ({ at: Date.parse(point.as_of) / 86_400_000, value: point[value] }));
    return [
      stepsPath(at("supporting"), first, last + 1, HEIGHT),
      stepsPath(at("against"), first, last + 1, -HEIGHT),
    ] as const;
  }, [points, first, last]);
  const shown = ((day - first) / (last - first)) * 1000;
  const latest = points.findLast((point) => Date.parse(point.as_of) / 86_400_000 < day + 1);
  return (
    <svg
      className={styles["trend"]}
      viewBox={`0 ${-HEIGHT - 2} 1000 ${2 * HEIGHT + 4}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={trendWords(latest)}
    >
      <title>{trendWords(latest)}</title>
      <clipPath id={clip}>
        <rect x={0} y={-HEIGHT - 2} width={shown} height={2 * HEIGHT + 4} />
      </clipPath>
      <g className={styles["faint"]}>
        <path className={styles["support"]} d={support} />
        <path className={styles["against"]} d={against} />
      </g>
      <g clipPath={`url(#${clip})`}>
        <path className={styles["support"]} d={support} />
        <path className={styles["against"]} d={against} />
      </g>
      <line className={styles["axis"]} x1={0} x2={1000} y1={0} y2={0} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

function trendWords(point: Timeline["points"][number] | undefined): string {
  if (!point) return "No figures of that time yet";
  const figures = [
    `${percent(point.supporting)} of the influence for us`,
    `${percent(point.against)} against`,
    point.coverage !== null && `coverage ${Math.round(point.coverage)}`,
    point.consensus !== null && `consensus ${point.consensus.toFixed(2)}`,
    point.gaps !== null && `visibility gaps ${Math.round(point.gaps)}`,
  ];
  return figures.filter(Boolean).join(", ");
}
