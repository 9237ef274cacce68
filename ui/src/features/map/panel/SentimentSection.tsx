import { Button } from "@mantine/core";
import { useState } from "react";
import { AlertIcon } from "~/icons";
import { formatDay } from "~/parts/format";
import { SentimentBadge } from "~/parts/SentimentBadge";
import type { PanelProps } from "./props";
import { ScoreParts } from "./ScoreParts";
import { Section } from "./Section";
import { SentimentForm } from "./SentimentForm";
import styles from "./SentimentSection.module.css";

/** What the seller thinks beside what the behaviour says; never merged into one field, and which one counts is said. */
export function SentimentSection({ data, person, at, canEdit, edits, field }: PanelProps) {
  const { seller, behaviour, source, reason, diverges, score } = person.sentiment;
  const [editing, setEditing] = useState(field === "sentiment");
  return (
    <Section
      title="Sentiment"
      aside={
        canEdit &&
        !editing && (
          <Button variant="subtle" size="compact-xs" onClick={() => setEditing(true)}>
            {seller ? "Assess again" : "Assess"}
          </Button>
        )
      }
    >
      <div className={styles["views"]}>
        <div className={styles["view"]} data-counts={source === "seller" || undefined}>
          <h4 className={styles["label"]}>Seller’s view</h4>
          <SentimentBadge sentiment={seller?.word ?? "unknown"} />
          {seller ? (
            <>
              <p className={styles["evidence"]}>{seller.evidence}</p>
              <p className={styles["meta"]}>
                {[seller.by?.name, seller.at && formatDay(seller.at)].filter(Boolean).join(", ")}
              </p>
            </>
          ) : (
            <p className={styles["meta"]}>Not assessed</p>
          )}
        </div>
        <div className={styles["view"]} data-counts={source === "behaviour" || undefined}>
          <h4 className={styles["label"]}>Behaviour</h4>
          <SentimentBadge sentiment={behaviour?.word ?? "unknown"} />
          {behaviour && behaviour.score !== null ? (
            <p className={styles["meta"]}>
              {Math.round(behaviour.score)} of ±100
              <Confidence value={behaviour.confidence} />
            </p>
          ) : (
            <p className={styles["meta"]}>
              {behaviour && behaviour.confidence > 0 ? "Too little to say" : "Nothing observed yet"}
            </p>
          )}
        </div>
      </div>
      {editing && <SentimentForm person={person} edits={edits} onDone={() => setEditing(false)} />}
      {reason && (
        <p className={styles["reason"]} data-diverges={diverges || undefined}>
          {diverges && <AlertIcon size={15} />}
          <span>{reason}</span>
        </p>
      )}
      <ScoreParts data={data} person={person} at={at} score="sentiment" value={behaviour?.score ?? score} />
    </Section>
  );
}

export function Confidence({ value }: { value: number }) {
  const percent = Math.round(value * 100);
  return (
    <span className={styles["confidence"]} title={`Confidence ${percent}%`}>
      <span className={styles["track"]} aria-hidden="true">
        <span style={{ width: `${percent}%` }} />
      </span>
      {percent}% sure
    </span>
  );
}
