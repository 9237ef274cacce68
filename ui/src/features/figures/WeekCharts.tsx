import { formatDay } from "~/parts/format";
import shared from "./figures.module.css";
import styles from "./WeekCharts.module.css";
import { type Figure, type LinesBy, type MapWeek, pathsOf, sayWeeks, type WeekLine, weeksBetween } from "./weekLines";

const BOX = { width: 240, height: 72 };
const LEVELS = [0, 50, 100] as const;
const FIGURES: readonly { readonly figure: Figure; readonly name: string }[] = [
  { figure: "quality", name: "Quality" },
  { figure: "freshness", name: "Freshness" },
];

/** Small charts for everybody and for each team, and folded away for each seller; all over the same weeks, side by side. */
export function WeekCharts({ all, teams, sellers }: LinesBy<MapWeek>) {
  const axis = weeksBetween(all.weeks);
  return (
    <>
      <div className={styles["key"]}>
        {FIGURES.map(({ figure, name }) => (
          <span key={figure} data-figure={figure}>
            {name}
          </span>
        ))}
        <em>Lines at 0, 50 and 100</em>
      </div>
      <Charts lines={[all, ...teams]} axis={axis} />
      {sellers.length > 0 && (
        <details className={shared["details"]}>
          <summary>By seller ({sellers.length})</summary>
          <p className={shared["note"]}>
            Means as they were. A line that rests on a few deals swings by itself; the table above allows for that.
          </p>
          <Charts lines={sellers} axis={axis} />
        </details>
      )}
    </>
  );
}

interface ChartsProps {
  readonly lines: readonly WeekLine<MapWeek>[];
  readonly axis: readonly string[];
}

function Charts({ lines, axis }: ChartsProps) {
  return (
    <ul className={styles["charts"]}>
      {lines.map(({ id, name, weeks }) => (
        <Chart key={id} name={name} weeks={weeks} axis={axis} />
      ))}
    </ul>
  );
}

interface ChartProps {
  readonly name: string;
  readonly weeks: readonly MapWeek[];
  readonly axis: readonly string[];
}

function Chart({ name, weeks, axis }: ChartProps) {
  const last = weeks.at(-1);
  const [from, to] = [axis[0], axis.at(-1)];
  if (!last || !from || !to) return null;
  return (
    <li className={styles["chart"]}>
      <p className={styles["head"]}>
        <strong>{name}</strong>
        {FIGURES.map(({ figure }) => (
          <span key={figure} data-figure={figure}>
            {last[figure].toFixed(0)}
          </span>
        ))}
      </p>
      <svg
        viewBox={`-6 -6 ${BOX.width + 12} ${BOX.height + 12}`}
        role="img"
        aria-label={sayWeeks(name, weeks, formatDay)}
      >
        {LEVELS.map((level) => (
          <path key={level} className={styles["level"]} d={`M0 ${BOX.height * (1 - level / 100)}h${BOX.width}`} />
        ))}
        {FIGURES.map(({ figure }) =>
          pathsOf(weeks, axis, figure, BOX).map((path) => (
            <path key={`${figure} ${path}`} className={styles["line"]} data-figure={figure} d={path} />
          )),
        )}
      </svg>
      <p className={styles["days"]} aria-hidden="true">
        <span>{formatDay(from)}</span>
        <span>{formatDay(to)}</span>
      </p>
    </li>
  );
}
