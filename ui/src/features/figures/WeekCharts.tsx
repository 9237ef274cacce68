import type { Reply } from "~/api/types";
import { formatDay } from "~/parts/format";
import styles from "./WeekCharts.module.css";
import { type Figure, type MapWeek, pathsOf, sayWeeks, weeksBetween } from "./weekLines";

type Weeks = Reply<"get_figures">["weeks"];

const BOX = { width: 240, height: 72 };
const LEVELS = [0, 50, 100] as const;
const FIGURES: readonly { readonly figure: Figure; readonly name: string }[] = [
  { figure: "quality", name: "Quality" },
  { figure: "freshness", name: "Freshness" },
];

/** A small chart for everybody and for each team, all over the same weeks, so that they can be laid side by side. */
export function WeekCharts({ weeks }: { readonly weeks: Weeks }) {
  const axis = weeksBetween(weeks);
  const teams = [...new Map(weeks.flatMap(({ team }) => (team ? [[team.id, team.name] as const] : [])))];
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
      <ul className={styles["charts"]}>
        {[["", "All"] as const, ...teams].map(([id, name]) => (
          <Chart key={id} name={name ?? ""} weeks={weeks.filter(({ team }) => (team?.id ?? "") === id)} axis={axis} />
        ))}
      </ul>
    </>
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
