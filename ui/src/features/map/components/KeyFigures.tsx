import type { ReactNode } from "react";
import { formatDay, formatMoney } from "~/parts/format";
import type { Judgement } from "../api/judgement";
import { DealSignals } from "../signals/DealSignals";
import { useWorkspace } from "../workspace/context";
import { GapBars } from "./GapBars";
import styles from "./KeyFigures.module.css";
import { MapScoreFigure } from "./MapScoreFigure";
import { OutlookFigure } from "./OutlookFigure";
import { Risks } from "./Risks";

const percent = (share: number) => `${Math.round(share * 100)}%`;

/** How the deal stands in one line; each figure is about the people on the map below. */
export function KeyFigures() {
  const { data, view, judgement, byId, nameOf, find, say } = useWorkspace();
  const { opportunity, summary } = data;
  const { known_stance: stance, contacted_30_days: contacted, support, risks } = summary;
  /** Shows the people a risk speaks of. */
  const onRisk = (contactIds: string[]) => {
    const present = contactIds.filter((id) => byId.has(id));
    if (present.length === 0) return say("Nobody on this map yet.");
    say(`About ${present.map(nameOf).join(", ")}.`);
    find(present[0] as string);
  };
  const consensus = judgement?.consensus;
  const threads = judgement?.effective_threads ?? summary.effective_threads;
  return (
    // Until the judgement is there nothing in it takes the focus, and a narrow screen must be able to scroll it by key.
    <section className={styles["strip"]} aria-label="Key figures" tabIndex={judgement ? undefined : 0}>
      <Figure label="Deal value">
        <strong>{formatMoney(opportunity.amount, opportunity.currency)}</strong>
        {opportunity.close_on && <span className={styles["quiet"]}>Close {formatDay(opportunity.close_on)}</span>}
      </Figure>
      <Figure label="Known stance" progress={stance.total > 0 ? stance.known / stance.total : 0}>
        <strong>
          {stance.known} of {stance.total}
        </strong>
        <span className={styles["quiet"]}>people</span>
      </Figure>
      <Figure label="Contacted in 30 days" progress={contacted.total > 0 ? contacted.count / contacted.total : 0}>
        <strong>
          {contacted.count} of {contacted.total}
        </strong>
        <span className={styles["quiet"]}>people</span>
      </Figure>
      <Figure label="Influence-weighted support" wide>
        <span className={styles["for"]} title="For us">
          {percent(support.for)}
        </span>
        <span
          className={styles["support"]}
          role="img"
          aria-label={`${percent(support.for)} for us, ${percent(support.neutral)} neutral, ${percent(support.against)} against, ${percent(support.unknown)} unknown`}
        >
          <span className={styles["supportFor"]} style={{ flexGrow: support.for }} />
          <span className={styles["supportNeutral"]} style={{ flexGrow: support.neutral }} />
          <span className={styles["supportUnknown"]} style={{ flexGrow: support.unknown }} />
          <span className={styles["supportAgainst"]} style={{ flexGrow: support.against }} />
        </span>
        <span className={styles["against"]} title="Against us">
          {percent(support.against)}
        </span>
      </Figure>
      {threads !== null && (
        <Figure label="Threads" title="How many people carry the conversation: 1 means all rests on one person">
          <strong>{threads.toFixed(1)}</strong>
          {threads < 2 && <span className={styles["quiet"]}>thin</span>}
        </Figure>
      )}
      {consensus && consensus.mean !== null && (
        <Figure label="Consensus" title={consensusWords(consensus)}>
          <strong>{signed(consensus.mean)}</strong>
        </Figure>
      )}
      {judgement && (
        <Figure label="Map score">
          <MapScoreFigure judgement={judgement} onPeople={onRisk} />
        </Figure>
      )}
      {judgement?.outlook.shown && (
        <Figure label="Outlook">
          <OutlookFigure outlook={judgement.outlook} />
        </Figure>
      )}
      {judgement && judgement.gaps.length > 0 && (
        <Figure label="Visibility gaps">
          <GapBars gaps={judgement.gaps} onPeople={onRisk} />
        </Figure>
      )}
      {view.at === null ? (
        <Figure label="Signals" wide last>
          <DealSignals />
        </Figure>
      ) : (
        risks.length > 0 && (
          <Figure label="Risks then" wide last>
            <Risks risks={risks} onRisk={onRisk} />
          </Figure>
        )
      )}
    </section>
  );
}

function consensusWords({ spread, reached }: Judgement["consensus"]): string {
  const apart = spread === null ? "" : `, spread ${spread.toFixed(2)}`;
  return `Influence-weighted mean of support, −1 to 1${apart}; ${reached ? "enough" : "not enough yet"} for a yes`;
}

function signed(value: number): string {
  return `${value > 0 ? "+" : value < 0 ? "−" : ""}${Math.abs(value).toFixed(2)}`;
}

interface FigureProps {
  label: string;
  children: ReactNode;
  progress?: number;
  wide?: boolean;
  last?: boolean;
  title?: string;
}

function Figure({ label, children, progress, wide = false, last = false, title }: FigureProps) {
  return (
    <div className={styles["figure"]} data-wide={wide || undefined} data-last={last || undefined} title={title}>
      <span className={styles["label"]}>{label}</span>
      <div className={styles["value"]}>{children}</div>
      {progress !== undefined && (
        <span className={styles["progress"]} aria-hidden="true">
          <span style={{ width: percent(progress) }} />
        </span>
      )}
    </div>
  );
}
