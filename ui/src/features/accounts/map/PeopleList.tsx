import { Link } from "react-router";
import { messageOf } from "~/api/errors";
import { Avatar } from "~/parts/Avatar";
import { ShowMore } from "~/parts/list/ShowMore";
import { PersonaChip } from "~/parts/PersonaChip";
import { SentimentBadge } from "~/parts/SentimentBadge";
import styles from "./AccountMapPage.module.css";
import { type AccountPerson, PEOPLE_STEP, type PeopleOf, useAccountPeople } from "./people";
import { NO_UNIT } from "./units";

type Seat = AccountPerson["deals"][number];

interface PeopleListProps {
  readonly accountId: string;
  readonly of: PeopleOf;
  readonly label: string;
  readonly nobody?: string;
}

/** People, and what they are on each deal. By person and not as a grid: thirty deals fit no screen. */
export function PeopleList({ accountId, of, label, nobody = "Nobody." }: PeopleListProps) {
  const asked = useAccountPeople(accountId, of);
  if (asked.isError) return <p className={styles["none"]}>{messageOf(asked.error)}</p>;
  if (!asked.data) return <p className={styles["none"]}>Loading…</p>;
  const people = asked.data.pages.flatMap((page) => page.people);
  const total = asked.data.pages[0]?.total ?? 0;
  if (total === 0) return <p className={styles["none"]}>{nobody}</p>;
  return (
    <>
      <ul className={styles["people"]} aria-label={label} aria-busy={asked.isPlaceholderData}>
        {people.map((person) => (
          <PersonLine key={person.id} person={person} />
        ))}
      </ul>
      <ShowMore
        shown={people.length}
        total={total}
        step={PEOPLE_STEP}
        noun="people"
        loading={asked.isFetchingNextPage}
        onMore={() => void asked.fetchNextPage()}
      />
    </>
  );
}

function PersonLine({ person }: { readonly person: AccountPerson }) {
  return (
    <li className={styles["personLine"]}>
      <span className={styles["person"]}>
        <Avatar name={person.name} size={34} />
        <span>
          <Link to={`/contacts/${person.id}`}>{person.name}</Link>
          <span className={styles["below"]}>{person.title || "No title"}</span>
        </span>
      </span>
      <span className={styles["unit"]}>
        {person.business_unit || person.department || NO_UNIT}
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
