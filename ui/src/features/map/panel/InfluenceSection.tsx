import { Button } from "@mantine/core";
import { useState } from "react";
import { INFLUENCE_WORDS } from "~/map/core/words";
import { formatDay } from "~/parts/format";
import { InfluenceBars } from "~/parts/InfluenceBars";
import { InfluenceForm } from "./InfluenceForm";
import styles from "./InfluenceSection.module.css";
import type { PanelProps } from "./props";
import { ScoreParts } from "./ScoreParts";
import { Section } from "./Section";
import { Confidence } from "./SentimentSection";

/** Influence on this decision, from evidence; what is only assumed is drawn hollow and said. */
export function InfluenceSection({ data, person, at, canEdit, edits, field }: PanelProps) {
  const { score, level, confidence, assumed, override, parts } = person.influence;
  const [editing, setEditing] = useState(field === "influence");
  return (
    <Section
      title="Influence"
      aside={
        canEdit &&
        !editing && (
          <Button variant="subtle" size="compact-xs" onClick={() => setEditing(true)}>
            {override ? "Change override" : "Override"}
          </Button>
        )
      }
    >
      <div className={styles["row"]}>
        <InfluenceBars score={score} assumed={assumed} />
        <span className={styles["level"]}>{level ? INFLUENCE_WORDS[level] : "Not assessed"}</span>
        {assumed && score !== null && (
          <span
            className={styles["assumed"]}
            title="What this seniority and persona usually have: too little evidence on this person yet"
          >
            assumed
          </span>
        )}
        {confidence !== null && <Confidence value={confidence} />}
      </div>
      {override && (
        <p className={styles["override"]}>
          <strong>Set by hand to {INFLUENCE_WORDS[override.level].toLowerCase()}</strong>
          {override.by && ` by ${override.by.name}`}
          {override.until && `, until ${formatDay(override.until)}`}. {override.reason}
        </p>
      )}
      {editing && <InfluenceForm person={person} edits={edits} onDone={() => setEditing(false)} />}
      <ScoreParts data={data} person={person} at={at} score="influence" parts={parts} value={score} />
    </Section>
  );
}
