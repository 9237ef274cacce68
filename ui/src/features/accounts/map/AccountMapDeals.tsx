import { SegmentedControl, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import type { Reply } from "~/api/types";
import { Avatar } from "~/parts/Avatar";
import { formatDay, formatMoney } from "~/parts/format";
import { ShowMore } from "~/parts/list/ShowMore";
import { StageBadge } from "~/parts/StageBadge";
import { UserName } from "~/parts/UserName";
import { SENTIMENT_NAMES } from "~/theme/palette";
import styles from "./AccountMapPage.module.css";
import { choose, OUTCOMES, type OutcomeChoice } from "./outcomes";

type Deal = Reply<"get_account_map">["deals"][number];

/** Each with up to a dozen faces: more at once is no overview. */
const DEALS_STEP = 10;

interface AccountMapDealsProps {
  readonly deals: readonly Deal[];
  readonly total: number;
  /** The account the page is about: the deals of the others name theirs. */
  readonly home: string;
}

/** Every deal of the account and its group, running and closed, with who of theirs stands on it. */
export function AccountMapDeals({ deals, total, home }: AccountMapDealsProps) {
  const [outcome, setOutcome] = useState<OutcomeChoice>("any");
  const [most, setMost] = useState(DEALS_STEP);
  const chosen = choose(deals, outcome, (deal) => deal.stage.outcome);
  return (
    <>
      <div className={styles["choice"]}>
        <SegmentedControl
          size="xs"
          aria-label="Which deals"
          data={[...OUTCOMES]}
          value={outcome}
          onChange={(value) => setOutcome(value as OutcomeChoice)}
        />
        {total > deals.length && (
          <span className={styles["below"]}>
            The first {deals.length} of {total}
          </span>
        )}
      </div>
      {chosen.length === 0 ? (
        <p className={styles["none"]}>
          {deals.length === 0 ? "No deal yet: all of it is white space." : "None of these."}
        </p>
      ) : (
        <>
          <ul className={styles["deals"]} aria-label="Deals">
            {chosen.slice(0, most).map((deal) => (
              <DealLine key={deal.id} deal={deal} home={home} />
            ))}
          </ul>
          <ShowMore
            shown={Math.min(most, chosen.length)}
            total={chosen.length}
            step={DEALS_STEP}
            noun="deals"
            onMore={() => setMost(most + DEALS_STEP)}
          />
        </>
      )}
    </>
  );
}

function DealLine({ deal, home }: { readonly deal: Deal; readonly home: string }) {
  const more = deal.stakeholders - deal.people.length;
  return (
    <li className={styles["deal"]}>
      <div className={styles["dealHead"]}>
        <Link to={`/opportunities/${deal.id}`}>{deal.name}</Link>
        <span className={styles["below"]}>
          {[
            deal.account?.id === home ? null : deal.account?.name,
            deal.close_on && `${deal.stage.outcome === "open" ? "closes" : "closed"} ${formatDay(deal.close_on)}`,
          ]
            .filter(Boolean)
            .join(" · ") || "No date"}
        </span>
      </div>
      <span>
        <StageBadge name={deal.stage.name} outcome={deal.stage.outcome} />
      </span>
      <span className={styles["amount"]}>{formatMoney(deal.amount, deal.currency)}</span>
      <span className={styles["owner"]}>{deal.owner ? <UserName name={deal.owner.name} /> : "No owner"}</span>
      <ul className={styles["on"]} aria-label={`On the map of ${deal.name}`}>
        {deal.people.map(({ contact, sentiment }) => (
          <li key={contact.id}>
            <Link
              to={`/opportunities/${deal.id}?p=${contact.id}`}
              title={`${contact.name}: ${SENTIMENT_NAMES[sentiment ?? "unknown"]}`}
            >
              <Avatar name={contact.name} sentiment={sentiment ?? "unknown"} size={36} />
              <VisuallyHidden>
                {contact.name}: {SENTIMENT_NAMES[sentiment ?? "unknown"]}
              </VisuallyHidden>
            </Link>
          </li>
        ))}
        {more > 0 && <li className={styles["below"]}>+{more}</li>}
        {deal.stakeholders === 0 && <li className={styles["missing"]}>Nobody on its map</li>}
      </ul>
    </li>
  );
}
