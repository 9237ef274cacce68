import { Popover } from "@mantine/core";
import { personaName } from "~/parts/PersonaChip";
import type { Judgement } from "../api/judgement";
import styles from "./GapBars.module.css";
import own from "./MapScoreFigure.module.css";

interface MapScoreFigureProps {
  judgement: Judgement;
  onPeople: (contactIds: string[]) => void;
}

const RULES: Readonly<Record<string, string>> = {
  identified: "somebody holds the part",
  access: "we reach them",
  dialogue: "they talk with us",
  supports: "they support us",
};

/** The map score, and on pressing it the cheapest steps that would turn it green. */
export function MapScoreFigure({ judgement, onPeople }: MapScoreFigureProps) {
  const { score, colour, to_green: steps, rules } = judgement.map_score;
  const unmet = rules.filter((rule) => rule.state !== "met");
  const met = rules.filter((rule) => rule.state === "met").length;
  const words = score === null ? "Not assessed" : `${Math.round(score)} of 100, ${colour}`;
  return (
    <Popover width={380} position="bottom" shadow="md" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={own["score"]}
          data-colour={colour}
          aria-label={`Map score: ${words}`}
          title={`${met} of ${rules.length} rules met`}
        >
          <span className={own["dot"]} aria-hidden="true" />
          <strong>{score === null ? "–" : Math.round(score)}</strong>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={styles["name"]}>
          {steps.length > 0
            ? "What would turn it green"
            : unmet.length > 0
              ? "Green, and still open"
              : "All rules are met"}
          <span className={styles["outOf"]}>
            {met} of {rules.length} rules met
          </span>
        </p>
        <ul className={styles["items"]}>
          {steps.map((step) => (
            <li key={`${step.rule}:${step.text}`} className={own["step"]}>
              {step.contact_id ? (
                <button type="button" className={styles["item"]} onClick={() => onPeople([step.contact_id])}>
                  {step.text}
                </button>
              ) : (
                <span>{step.text}</span>
              )}
              <span className={own["gain"]}>+{Math.round(step.gain)}</span>
            </li>
          ))}
          {steps.length === 0 &&
            unmet.map((rule) => (
              <li key={`${rule.persona}:${rule.rule}`} className={own["step"]}>
                <span>
                  {personaName(rule.persona)}: {RULES[rule.rule] ?? rule.rule}
                </span>
                <span className={styles["outOf"]}>{rule.state === "unknown" ? "not assessed" : "not met"}</span>
              </li>
            ))}
        </ul>
        {!judgement.outlook.shown && <p className={own["told"]}>No outlook on winning: {judgement.outlook.why}</p>}
      </Popover.Dropdown>
    </Popover>
  );
}
