import { Popover } from "@mantine/core";
import { formatDay } from "~/parts/format";
import type { Judgement } from "../api/judgement";
import styles from "./GapBars.module.css";
import own from "./MapScoreFigure.module.css";

/** How likely the deal is won, where that can be said; pressing it tells what speaks for it and against it. */
export function OutlookFigure({ outlook }: { readonly outlook: Judgement["outlook"] }) {
  const percent = `${Math.round((outlook.probability ?? 0) * 100)}%`;
  return (
    <Popover width={360} position="bottom" shadow="md" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={own["score"]} aria-label={`Outlook: ${percent}`}>
          <strong>{percent}</strong>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={styles["name"]}>
          What moves it
          <span className={styles["outOf"]}>
            from {outlook.won} won, {outlook.lost} lost
          </span>
        </p>
        {outlook.reasons.length > 0 && (
          <ul className={styles["items"]}>
            {outlook.reasons.map((reason) => (
              <li key={reason.field} className={own["step"]}>
                <span>
                  {reason.field}: {reason.value || "not known"}
                </span>
                <span className={reason.weight > 0 ? own["gain"] : own["loss"]}>
                  {reason.weight > 0 ? "for" : "against"}
                </span>
              </li>
            ))}
          </ul>
        )}
        <p className={own["told"]}>
          {outlook.as_of &&
            `As the deal was known when it entered ${outlook.stage_name}, ${formatDay(outlook.as_of)}. `}
          {outlook.why}
        </p>
      </Popover.Dropdown>
    </Popover>
  );
}
