import { Link } from "react-router";
import { useUsers } from "~/api/reference";
import { formatAgo, formatDay, formatMoment } from "~/parts/format";
import { SentimentBadge } from "~/parts/SentimentBadge";
import { SENTIMENT_NAMES, sentimentWord } from "~/theme/palette";
import type { Belief, Moved, PortfolioPage, PortfolioRow } from "./api";
import styles from "./portfolio.module.css";
import { Reason } from "./Reason";
import { GAPS, HOW_WORDS, personHref } from "./words";

interface RowProps {
  readonly row: PortfolioRow;
}

/** What the holder of a seat believes, and how we know. */
export function BeliefCell({ row, seat }: RowProps & { readonly seat: "economic_buyer" | "finance_lead" }) {
  const belief = row[seat];
  const noun = seat === "economic_buyer" ? "economic buyer" : "finance lead";
  if (row.as_of === null) return <span className={styles["quiet"]}>Not scored yet</span>;
  if (!belief) {
    return (
      <Reason
        label={`${row.name}: no ${noun} named`}
        why={() => (
          <>
            <p className={styles["whyTitle"]}>Nobody on the map is the {noun}</p>
            <Link to={personHref(row.id)}>Open the map to name somebody</Link>
          </>
        )}
      >
        <span className={styles["nobody"]}>Nobody</span>
      </Reason>
    );
  }
  const word = sentimentWord(belief.word);
  return (
    <Reason
      label={`${row.name}, ${noun} ${belief.name}: ${SENTIMENT_NAMES[word]}`}
      why={() => <WhyBelief belief={belief} dealId={row.id} />}
    >
      <SentimentBadge sentiment={word} />
      <span className={styles["below"]}>
        {belief.name} · {HOW_WORDS[belief.how]}
      </span>
    </Reason>
  );
}

function WhyBelief({ belief, dealId }: { readonly belief: Belief; readonly dealId: string }) {
  const users = useUsers();
  const by = users.data?.find((user) => user.id === belief.by_id)?.name;
  return (
    <>
      <p className={styles["whyTitle"]}>
        {belief.name}
        <span>{belief.title}</span>
      </p>
      <p>{belief.why}</p>
      <ul>
        {belief.at && (
          <li>
            {belief.how === "seller" || belief.how === "blend" ? "Held since " : "Last two-way contact "}
            {formatMoment(belief.at)}
          </li>
        )}
        {by && <li>Seller's view by {by}</li>}
        {belief.vote && <li>Vote: {belief.vote}</li>}
        <li>Engagement: {belief.engagement || "not scored"}</li>
        {belief.roles.length > 0 && <li>{belief.roles.join(", ")}</li>}
      </ul>
      <Link to={personHref(dealId, belief.contact_id)}>Open {belief.name} on the map</Link>
    </>
  );
}

export function DecidersCell({ row }: RowProps) {
  if (row.deciders.length === 0) {
    return <span className={styles["quiet"]}>{row.as_of === null ? "" : "Nobody named"}</span>;
  }
  const first = row.deciders[0];
  return (
    <Reason
      label={`${row.name}: ${row.deciders.length} who decide`}
      why={() => (
        <>
          <p className={styles["whyTitle"]}>Who decides</p>
          <ul>
            {row.deciders.map((each) => (
              <li key={each.contact_id}>
                <Link to={personHref(row.id, each.contact_id)}>{each.name}</Link>, {each.title || "no title"}
                {each.must_approve && " · must approve"}
                <div>
                  <SentimentBadge sentiment={sentimentWord(each.word)} /> · {HOW_WORDS[each.how]}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    >
      <span>{first?.name}</span>
      <span className={styles["below"]}>
        {row.deciders.length > 1 ? `and ${row.deciders.length - 1} more` : first?.title}
      </span>
    </Reason>
  );
}

/** The five gaps as heat: the wider, the darker; each opens the records that made it. */
export function GapCells({ row }: RowProps) {
  const { gaps } = row;
  if (!gaps) return <span className={styles["quiet"]}>Not scored yet</span>;
  return (
    <span className={styles["heat"]}>
      {GAPS.map(({ key, name }) => {
        const gap = gaps[key];
        const value = Math.round(gap.value);
        return (
          <Reason
            key={key}
            label={`${row.name}, ${name}: ${value} of 100`}
            className={styles["hot"]}
            style={heat(gap.value)}
            why={() => (
              <>
                <p className={styles["whyTitle"]}>
                  {name}
                  <span>{value} of 100</span>
                </p>
                {gap.items.length === 0 && <p>Nothing to close here.</p>}
                <ul>
                  {gap.items.map((item) => (
                    <li key={item.text}>
                      <Link to={personHref(row.id, item.contact_ids[0])}>{item.text}</Link>
                    </li>
                  ))}
                </ul>
                {gap.left_out > 0 && <p>and {gap.left_out} more on the map</p>}
              </>
            )}
          >
            {value}
          </Reason>
        );
      })}
    </span>
  );
}

/** One hue from nothing to half: the number on it keeps its contrast in both themes. */
export function heat(value: number): React.CSSProperties {
  return { background: `color-mix(in srgb, var(--sentiment-opposed) ${Math.round(value / 2.2)}%, var(--card))` };
}

export function GateCell({ row }: RowProps) {
  const open = row.gates.filter((gate) => !gate.met);
  if (row.as_of === null) return null;
  if (row.gates.length === 0) return <span className={styles["quiet"]}>No conditions</span>;
  return (
    <Reason
      label={`${row.name}: ${open.length} of ${row.gates.length} conditions of the next stage open`}
      why={() => (
        <>
          <p className={styles["whyTitle"]}>Conditions of the next stage</p>
          <ul>
            {row.gates.map((gate) => (
              <li key={gate.label}>
                {gate.met ? "✓ " : "✕ "}
                {gate.label}
                {gate.missing && <div className={styles["quiet"]}>{gate.missing}</div>}
              </li>
            ))}
          </ul>
          <Link to={personHref(row.id)}>Open the map</Link>
        </>
      )}
    >
      {open.length === 0 ? (
        <span className={styles["good"]}>Met</span>
      ) : (
        <span className={styles["open"]}>
          {open.length} of {row.gates.length} open
        </span>
      )}
    </Reason>
  );
}

export function OutlookCell({ row, state }: RowProps & { readonly state: PortfolioPage["outlook"] | undefined }) {
  const { outlook } = row;
  const stage = state?.stages.find((each) => each.stage === row.stage);
  return (
    <Reason
      label={`${row.name}: outlook ${outlook ? `${Math.round(outlook.probability * 100)}%` : "silent"}`}
      why={() =>
        outlook ? (
          <>
            <p className={styles["whyTitle"]}>
              Outlook <span>{Math.round(outlook.probability * 100)}%</span>
            </p>
            <ul>
              {outlook.reasons.map((reason) => (
                <li key={reason.field}>
                  {reason.weight > 0 ? "For: " : "Against: "}
                  {reason.field} {reason.value || "not known"}
                </li>
              ))}
            </ul>
            <p>
              As it was known when it entered {row.stage_name}. {stage?.why}
            </p>
          </>
        ) : (
          <>
            <p className={styles["whyTitle"]}>Silent</p>
            <p>{stage?.shown ? "It is worked out every night; this deal had none yet." : (stage?.why ?? state?.why)}</p>
          </>
        )
      }
    >
      {outlook ? `${Math.round(outlook.probability * 100)}%` : <span className={styles["quiet"]}>Silent</span>}
    </Reason>
  );
}

export function ChangesCell({ row, moved }: RowProps & { readonly moved: Moved | undefined }) {
  if (!moved) return <span className={styles["quiet"]}>…</span>;
  const since = moved.own_review ? "your last review" : formatDay(moved.since);
  if (moved.count === 0) return <span className={styles["quiet"]}>Nothing</span>;
  return (
    <Reason
      label={`${row.name}: ${moved.count} changes since ${since}`}
      why={() => (
        <>
          <p className={styles["whyTitle"]}>
            Since {since} <span>{moved.count}</span>
          </p>
          <ul>
            {moved.items.map((each) => (
              <li key={`${each.text} ${each.at}`}>
                {each.contact_id ? <Link to={personHref(row.id, each.contact_id)}>{each.text}</Link> : each.text}
                <div className={styles["quiet"]}>
                  {formatAgo(each.at)} · {each.by?.name ?? (each.cause === "scores" ? "Scores" : "Not recorded")}
                  {each.reason && ` · ${each.reason}`}
                </div>
              </li>
            ))}
          </ul>
          {moved.count > moved.items.length && <p>and {moved.count - moved.items.length} more on the map</p>}
        </>
      )}
    >
      <span className={styles["moved"]}>{moved.count}</span>
      <span className={styles["below"]}>{moved.items[0]?.text}</span>
    </Reason>
  );
}
