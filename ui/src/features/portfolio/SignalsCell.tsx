import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { messageOf } from "~/api/errors";
import { formatAgo } from "~/parts/format";
import { readSignals } from "~/parts/signals/api";
import type { PortfolioRow } from "./api";
import styles from "./portfolio.module.css";
import { Reason } from "./Reason";
import { personHref } from "./words";

/** As many as a glance takes in; the deal's own page has all of them. */
const SHOWN = 5;

/** How many signals are open, and how bad the worst is; opened, what each says and what to do about it. */
export function SignalsCell({ row }: { readonly row: PortfolioRow }) {
  const { signals } = row;
  if (!signals) return <span className={styles["quiet"]}>None</span>;
  return (
    <Reason
      label={`${row.name}: ${signals.count} open signals, the worst ${signals.worst}`}
      why={() => <WhySignals row={row} count={signals.count} />}
    >
      <span className={styles[signals.worst === "high" ? "open" : "quiet"]}>
        {signals.count} · {signals.worst}
      </span>
    </Reason>
  );
}

/** Read when it is opened: a page of the portfolio has hundreds of signals. */
function WhySignals({ row, count }: { readonly row: PortfolioRow; readonly count: number }) {
  const found = useQuery({
    queryKey: ["portfolio", "signals", row.id],
    queryFn: ({ signal }) => readSignals({ opportunity_id: row.id, state: "live", limit: SHOWN }, signal),
  });
  return (
    <>
      <p className={styles["whyTitle"]}>
        Open signals <span>{count}</span>
      </p>
      {found.isPending && <p role="status">Reading…</p>}
      {found.isError && <p role="alert">{messageOf(found.error)}</p>}
      <ul>
        {found.data?.items.map((each) => (
          <li key={each.id}>
            <Link to={personHref(row.id, each.contact?.id)}>{each.text}</Link>
            <div className={styles["quiet"]}>
              {each.severity} · {formatAgo(each.opened_at)}
              {each.action && ` · ${each.action}`}
            </div>
          </li>
        ))}
      </ul>
      <Link to={`${personHref(row.id)}?side=signals`}>
        {count > SHOWN ? `All ${count} beside the map` : "Open beside the map"}
      </Link>
    </>
  );
}
