import { Link } from "react-router";
import type { Reply } from "~/api/types";
import { Avatar } from "~/parts/Avatar";
import { PersonaChip } from "~/parts/PersonaChip";
import { SentimentBadge } from "~/parts/SentimentBadge";
import styles from "./AccountMapPage.module.css";

type Person = Reply<"get_account_map">["people"][number];
type Seat = Person["deals"][number];

/** Everybody of the group, and what they are on each deal. By person and not as a grid: thirty deals fit no screen. */
export function AccountMapPeople({ people }: { readonly people: readonly Person[] }) {
  if (people.length === 0) return <p className={styles["none"]}>Nobody known here yet.</p>;
  return (
    <ul className={styles["people"]} aria-label="People over all deals">
      {people.map((person) => (
        <li key={person.id} className={styles["personLine"]}>
          <span className={styles["person"]}>
            <Avatar name={person.name} size={34} />
            <span>
              <Link to={`/contacts/${person.id}`}>{person.name}</Link>
              <span className={styles["below"]}>{person.title || "No title"}</span>
            </span>
          </span>
          <span className={styles["unit"]}>
            {person.business_unit || person.department || "No unit said"}
            <span className={styles["below"]}>{person.account?.name}</span>
          </span>
          {person.deals.length === 0 ? (
            <span className={styles["missing"]}>On no deal</span>
          ) : (
            <ul className={styles["seats"]} aria-label={`Deals of ${person.name}`}>
              {sorted(person.deals).map((seat) => (
                <li key={seat.opportunity.id} data-closed={seat.outcome !== "open" || undefined}>
                  <Link to={`/opportunities/${seat.opportunity.id}?p=${person.id}`}>{seat.opportunity.name}</Link>
                  {seat.outcome !== "open" && <span className={styles["outcome"]}>{seat.outcome}</span>}
                  {seat.personas[0] && <PersonaChip persona={seat.personas[0]} size="small" />}
                  <SentimentBadge sentiment={seat.sentiment ?? "unknown"} />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Running deals first. */
function sorted(seats: readonly Seat[]): readonly Seat[] {
  return [...seats].sort(
    (a, b) =>
      Number(b.outcome === "open") - Number(a.outcome === "open") ||
      a.opportunity.name.localeCompare(b.opportunity.name),
  );
}
