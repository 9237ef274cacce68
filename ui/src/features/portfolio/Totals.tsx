import type { PortfolioPage } from "./api";
import { heat } from "./cells";
import styles from "./portfolio.module.css";
import { GAPS } from "./words";

/** Figures over all deals asked for; the gaps stand in the order of the heat cells, so this is their legend too. */
export function Totals({ totals }: { readonly totals: PortfolioPage["totals"] }) {
  const figures = [
    { label: "No economic buyer named", value: totals.no_economic_buyer },
    { label: "Economic buyer not assessed", value: totals.economic_buyer_unknown },
    { label: "Economic buyer against us", value: totals.economic_buyer_against },
    { label: "Conditions of the next stage open", value: totals.gates_open },
  ];
  return (
    <dl className={styles["totals"]}>
      {figures.map(({ label, value }) => (
        <div key={label} className={styles["total"]}>
          <dt>{label}</dt>
          <dd>
            {value} <span>of {totals.deals}</span>
          </dd>
        </div>
      ))}
      <div className={styles["total"]}>
        <dt>The five gaps, on average</dt>
        <dd className={styles["legend"]}>
          {GAPS.map(({ key, name, short }) => {
            const mean = totals[`mean_${key}`];
            return (
              <span key={key} title={name}>
                <b style={heat(mean ?? 0)}>{mean === null ? "–" : Math.round(mean)}</b>
                {short}
              </span>
            );
          })}
        </dd>
      </div>
    </dl>
  );
}
