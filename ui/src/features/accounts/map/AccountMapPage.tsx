import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { Link, useParams } from "react-router";
import { get } from "~/api/http";
import type { Reply } from "~/api/types";
import { countOf } from "~/parts/format";
import { SearchField } from "~/parts/list/SearchField";
import { ShowMore } from "~/parts/list/ShowMore";
import { PageHeader } from "~/parts/page/PageHeader";
import { RecordPage } from "~/parts/page/RecordPage";
import { Section } from "~/parts/page/Section";
import { UserName } from "~/parts/UserName";
import { useAddressQuery } from "~/parts/useAddressQuery";
import { AccountMark } from "../AccountMark";
import { AccountMapDeals } from "./AccountMapDeals";
import styles from "./AccountMapPage.module.css";
import { AccountMapPeople } from "./AccountMapPeople";
import { PeopleList } from "./PeopleList";
import { NO_UNIT, type Unit } from "./units";

type AccountMap = Reply<"get_account_map">;

/** A group may have hundreds of units; their people are found below. */
const UNITS_STEP = 20;

/** An account across all its deals: where we know nobody, and what everybody is on each deal. */
export function AccountMapPage() {
  const { id = "" } = useParams();
  const [query, changeQuery] = useAddressQuery();
  const search = query.get("search") ?? "";
  const find = useCallback(
    (words: string) =>
      changeQuery(
        (now) => {
          const next = new URLSearchParams(now);
          if (words) next.set("search", words);
          else next.delete("search");
          return next;
        },
        { replace: true },
      ),
    [changeQuery],
  );
  const map = useQuery({
    queryKey: ["accounts", "map", id],
    queryFn: ({ signal }) => get<AccountMap>(`/api/v1/accounts/${id}/map`, {}, signal),
  });
  return (
    <RecordPage record={map} noun="account" listHref="/accounts">
      {(data) => (
        <>
          <PageHeader
            title={`${data.account.name}: account map`}
            mark={<AccountMark name={data.account.name} />}
            action={<SearchField label="Find a person" value={search} onChange={find} className={styles["find"]} />}
          >
            <Link to={`/accounts/${data.account.id}`} className={styles["back"] ?? ""}>
              Account
            </Link>{" "}
            · {countOf(data.people, "person", "people")} in {countOf(data.accounts.length, "account", "accounts")} of
            the group
          </PageHeader>
          <div className={styles["sections"]}>
            {search !== "" && (
              <Section title="People found" flush>
                <PeopleList
                  accountId={id}
                  of={{ search }}
                  label="People found"
                  nobody="Nobody of the group is found by these words."
                />
              </Section>
            )}
            <Section title="White space by business unit" count={data.units.length} flush>
              <Units units={data.units} />
            </Section>
            <Section title="All deals" count={data.deals_total} flush>
              <AccountMapDeals deals={data.deals} total={data.deals_total} home={data.account.id} />
            </Section>
            <Section title="People over all deals" count={data.people} flush>
              <AccountMapPeople accountId={id} units={data.units} people={data.people} />
            </Section>
          </div>
        </>
      )}
    </RecordPage>
  );
}

function Units({ units }: { units: readonly Unit[] }) {
  const [most, setMost] = useState(UNITS_STEP);
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
          {units.slice(0, most).map((unit) => (
            <tr key={`${unit.account.id}:${unit.business_unit}`} data-white={unit.is_white_space || undefined}>
              <th scope="row">
                {unit.business_unit || NO_UNIT}
                <span className={styles["below"]}>{unit.account.name}</span>
              </th>
              <Figure name="People known" value={unit.people} missing="Nobody known" />
              <Figure
                name="Engaged"
                value={unit.engaged}
                missing={unit.people ? "Nobody engaged" : "Nobody to engage"}
              />
              <Figure name="Open deals" value={unit.open_opportunities} missing="No deal" />
              <Figure name="Won deals" value={unit.won_opportunities} missing="Nothing won" />
              <td data-name="Covered by">
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
      <ShowMore
        shown={Math.min(most, units.length)}
        total={units.length}
        step={UNITS_STEP}
        noun="units"
        onMore={() => setMost(most + UNITS_STEP)}
      />
    </div>
  );
}

function Figure({ name, value, missing }: { name: string; value: number; missing: string }) {
  return <td data-name={name}>{value > 0 ? value : <span className={styles["missing"]}>{missing}</span>}</td>;
}
