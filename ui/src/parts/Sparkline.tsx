import styles from "./Sparkline.module.css";
import { smoothPath, sparklinePoints } from "./sparklinePath";

interface SparklineProps {
  /** 0-100 each, oldest first. */
  readonly values: readonly number[];
  readonly width?: number;
  readonly height?: number;
}

/** A small engagement curve in the accent colour, its newest value marked. Decoration: the level stands in words. */
export function Sparkline({ values, width = 64, height = 20 }: SparklineProps) {
  const points = sparklinePoints(values, width, height);
  const [first, end] = [points[0], points.at(-1)];
  if (!first || !end) return null;
  const path = smoothPath(points);
  return (
    <svg
      className={styles["sparkline"]}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      <path className={styles["area"]} d={`${path}L${end.x.toFixed(1)} ${height}L${first.x.toFixed(1)} ${height}Z`} />
      <path className={styles["curve"]} d={path} />
      <circle className={styles["end"]} cx={end.x} cy={end.y} r={1.8} />
    </svg>
  );
}
