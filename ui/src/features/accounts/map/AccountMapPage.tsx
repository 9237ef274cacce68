import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { get } from "~/api/http";
import type { Reply } from "~/api/types";
import { Avatar } from "~/parts/Avatar";
import { countOf } from "~/parts/format";
import { Pager } from "~/parts/list/Pager";
import { PersonaChip } from "~/parts/PersonaChip";
import { PageHeader } from "~/parts/page/PageHeader";
import { RecordPage } from "~/parts/page/RecordPage";
import { Section } from "~/parts/page/Section";
import { SentimentBadge } from "~/parts/SentimentBadge";
import { UserName } from "~/parts/UserName";
import { AccountMark } from "../AccountMark";
import styles from "./AccountMapPage.module.css";

type AccountMap = Reply<"get_account_map">;
type Unit = AccountMap["units"][number];
type Person = AccountMap["people"][number];
type Deal = Person["deals"][number]["opportunity"] & { outcome: string };

const PAGE = 100;

/** An account across all its deals: where we know nobody, and what everybody is on each deal. */
export function AccountMapPage() {
  const { id = "" } = useParams();
  const [query, setQuery] = useSearchParams();
  const page = Math.max(1, Math.floor(Number(query.get("page"))) || 1);
  const offset = (page - 1) * PAGE;
  const map = useQuery({
    queryKey: ["accounts", "map", id, offset],
    queryFn: ({ signal }) => get<AccountMap>(`/api/v1/accounts/${id}/map`, { limit: PAGE, offset }, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <RecordPage record={map} noun="account" listHref="/accounts">
      {(data) => (
        <>
          <PageHeader title={`${data.account.name}: account map`} mark={<AccountMark name={data.account.name} />}>
            <Link to={`/accounts/${data.account.id}`} className={styles["back"] ?? ""}>
              Account
            </Link>{" "}
            · {countOf(data.total, "person", "people")} in {countOf(data.accounts.length, "account", "accounts")} of the
            group
          </PageHeader>
          <div className={styles["sections"]}>
            <Section title="White space by business unit" count={data.units.length} flush>
              <Units units={data.units} />
            </Section>
            <Section title="People over all deals" count={data.total} flush>
              <People people={data.people} />
              <Pager
                total={data.total}
                page={page}
                pageSize={PAGE}
                onPage={(next) => setQuery(next === 1 ? {} : { page: String(next) })}
              />
            </Section>
          </div>
        </>
      )}
    </RecordPage>
  );
}

function Units({ units }: { units: readonly Unit[] }) {
  return (
    <div className={styles["wide"]}>
      <table className={styles["table"]} aria-label="White space by business unit">
        <thead>
          <tr>
            <th scope="col">Business unit</th>
            <th scope="col">People known</th>
            <th scope="col">Engaged</th>
            <th scope="col">Open deals</th>
            <th scope="col">Won deals</th>
            <th scope="col">Relationship owner</th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <tr key={`${unit.account.id}:${unit.business_unit}`} data-white={unit.is_white_space || undefined}>
              <th scope="row">
                {unit.business_unit || "No unit said"}
                <span className={styles["below"]}>{unit.account.name}</span>
              </th>
              <Figure value={unit.people} missing="Nobody known" />
              <Figure value={unit.engaged} missing={unit.people ? "Nobody engaged" : "Nobody to engage"} />
              <Figure value={unit.open_opportunities} missing="No deal" />
              <Figure value={unit.won_opportunities} missing="Nothing won" />
              <td>
                {unit.owners.length > 0 ? (
                  <span className={styles["owners"]}>
                    {unit.owners.map((owner) => (
                      <UserName key={owner.id} name={owner.name} />
                    ))}
                  </span>
                ) : (
                  <span className={styles["missing"]}>Nobody covers it</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figure({ value, missing }: { value: number; missing: string }) {
  return <td>{value > 0 ? value : <span className={styles["missing"]}>{missing}</span>}</td>;
}

function People({ people }: { people: readonly Person[] }) {
  const deals = useMemo(() => dealsOf(people), [people]);
  return (
    <div className={styles["wide"]}>
      <table className={styles["table"]} aria-label="People over all deals">
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Unit</th>
            {deals.map((deal) => (
              <th key={deal.id} scope="col">
                <Link to={`/opportunities/${deal.id}`}>{deal.name}</Link>
                <span className={styles["below"]}>{deal.outcome}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                <span className={styles["person"]}>
                  <Avatar name={person.name} size={30} />
                  <span>
                    <Link to={`/contacts/${person.id}`}>{person.name}</Link>
                    <span className={styles["below"]}>{person.title || "No title"}</span>
                  </span>
                </span>
              </th>
              <td>
                {person.business_unit || person.department || "–"}
                <span className={styles["below"]}>{person.account?.name}</span>
              </td>
              {deals.map((deal) => {
                const seat = person.deals.find(({ opportunity }) => opportunity.id === deal.id);
                return (
                  <td key={deal.id}>
                    {seat && (
                      <Link className={styles["seat"] ?? ""} to={`/opportunities/${deal.id}?p=${person.id}`}>
                        {seat.personas[0] && <PersonaChip persona={seat.personas[0]} size="small" />}
                        <SentimentBadge sentiment={seat.sentiment ?? "unknown"} />
                      </Link>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Deals somebody of this page stands on, open ones first. */
function dealsOf(people: readonly Person[]): Deal[] {
  const found = new Map<string, Deal>();
  for (const { opportunity, outcome } of people.flatMap((person) => person.deals))
    found.set(opportunity.id, { ...opportunity, outcome });
  return [...found.values()].sort(
    (a, b) => Number(b.outcome === "open") - Number(a.outcome === "open") || a.name.localeCompare(b.name),
  );
}
