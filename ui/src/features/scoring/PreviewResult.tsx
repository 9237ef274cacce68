import { Link } from "react-router";
import { countOf, formatCount } from "~/parts/format";
import type { Preview } from "./api";
import styles from "./PreviewResult.module.css";

const SCORES: Readonly<Record<string, string>> = {
  engagement: "Engagement",
  sentiment: "Sentiment",
  influence: "Influence",
};

/** What the server worked out: how many people would be seen otherwise, from what to what, and where most. */
export function PreviewResult({ preview }: { readonly preview: Preview }) {
  const { stakeholders, deals, scores, most_affected } = preview;
  const moved = Object.entries(scores).filter(([, { moves }]) => moves.length > 0);
  return (
    <div className={styles["result"]} role="status">
      <p className={styles["lead"]}>
        {stakeholders.changed === 0
          ? "Nobody on the open deals would be seen otherwise."
          : `${formatCount(stakeholders.changed)} of ${countOf(stakeholders.looked_at, "stakeholder", "stakeholders")} on open deals would be seen otherwise.`}
        {deals.looked_at < deals.open &&
          ` The ${formatCount(deals.looked_at)} largest of ${formatCount(deals.open)} deals were looked at.`}
      </p>
      {moved.length > 0 && (
        <dl className={styles["moves"]}>
          {moved.map(([score, { moves }]) => (
            <div key={score}>
              <dt>{SCORES[score] ?? score}</dt>
              <dd>{moves.map((move) => `${move.from} → ${move.to}: ${formatCount(move.count)}`).join(" · ")}</dd>
            </div>
          ))}
        </dl>
      )}
      {most_affected.length > 0 && (
        <ul className={styles["deals"]}>
          {most_affected.slice(0, 5).map((deal) => (
            <li key={deal.id}>
              <Link to={`/opportunities/${deal.id}`}>{deal.name}</Link>
              {deal.account && `, ${deal.account}`}: {countOf(deal.changed, "person", "people")}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
