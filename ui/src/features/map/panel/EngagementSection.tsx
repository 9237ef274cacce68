import { ENGAGEMENT_WORDS } from "~/map/core/words";
import { formatDay } from "~/parts/format";
import { Sparkline } from "~/parts/Sparkline";
import styles from "./EngagementSection.module.css";
import type { PanelProps } from "./props";
import { ScoreParts } from "./ScoreParts";
import { Section } from "./Section";

/** What they did towards us: level, the last half year, and the records under it. */
export function EngagementSection({ data, person, at }: PanelProps) {
  const { level, score, trend, last_two_way_at: twoWay, last_seller_led_at: sellerLed, parts } = person.engagement;
  return (
    <Section title="Engagement">
      <div className={styles["row"]}>
        <span className={styles["level"]} style={{ "--hue": `var(--engagement-${level ?? "absent"})` }}>
          {level && <span className={styles["dot"]} aria-hidden="true" />}
          {level ? ENGAGEMENT_WORDS[level] : "Not known"}
        </span>
        {score !== null && <span className={styles["score"]}>{Math.round(score)} of 100</span>}
      </div>
      {trend.length > 1 && (
        <figure className={styles["curve"]}>
          <Sparkline values={trend} width={346} height={54} />
          <figcaption>
            <span>26 weeks ago</span>
            <span>now</span>
          </figcaption>
        </figure>
      )}
      <p className={styles["meta"]}>
        <span>{twoWay ? `Last two-way contact ${formatDay(twoWay)}` : "No two-way contact yet"}</span>
        <span>{sellerLed ? `We last reached out ${formatDay(sellerLed)}` : "We have not reached out yet"}</span>
      </p>
      <ScoreParts data={data} person={person} at={at} score="engagement" parts={parts} value={score} />
    </Section>
  );
}
