import { Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { get, queryString } from "~/api/http";
import { usePipelines, useTeams } from "~/api/reference";
import type { Reply } from "~/api/types";
import { DocumentIcon, TableIcon } from "~/icons";
import { countOf, formatDay, formatMoment, formatMoney } from "~/parts/format";
import { FilterSelect } from "~/parts/list/FilterSelect";
import list from "~/parts/list/ListPage.module.css";
import { PageHeader } from "~/parts/page/PageHeader";
import { RecordPage } from "~/parts/page/RecordPage";
import { Section } from "~/parts/page/Section";
import { useAddressQuery } from "~/parts/useAddressQuery";
import { heat } from "../cells";
import { GAPS, personHref } from "../words";
import styles from "./audit.module.css";

type Audit = Reply<"get_portfolio_audit">;
type Audited = Audit["items"][number];

const TOPS = ["10", "50", "100"].map((value) => ({ value, label: `The ${value} largest` }));
const ADDRESS = "/api/v1/portfolio/audit";

/** The largest open deals against the five gaps, each with the records behind it; the same as a workbook and on paper. */
export function AuditPage() {
  const [params, changeParams] = useAddressQuery();
  const query = {
    top: params.get("top") ?? "20",
    team_id: params.get("team_id") ?? "",
    stage: params.get("stage") ?? "",
  };
  const audit = useQuery({
    queryKey: ["portfolio", "audit", query],
    queryFn: ({ signal }) => get<Audit>(ADDRESS, query, signal),
    placeholderData: keepPreviousData,
  });
  const set = (name: string, value: string): void =>
    changeParams((now) => {
      const next = new URLSearchParams(now);
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  const teams = useTeams().data ?? [];
  const stages = (usePipelines().data ?? []).flatMap((pipeline) => pipeline.stages);
  return (
    <RecordPage record={audit} noun="audit" listHref="/portfolio">
      {(found) => (
        <>
          <PageHeader title="Audit of the largest deals" action={<Files query={query} />}>
            <Link to="/portfolio" className={styles["back"] ?? ""}>
              Portfolio
            </Link>{" "}
            · {countOf(found.items.length, "open deal", "open deals")} against the five visibility gaps,{" "}
            {formatMoment(found.as_of)}
          </PageHeader>
          <section className={`${list["card"]} ${styles["card"]}`} aria-label="Heat table">
            <search className={list["bar"]}>
              <FilterSelect
                label="How many"
                any="The 20 largest"
                choices={TOPS}
                value={params.get("top") ?? ""}
                onChange={(value) => set("top", value)}
              />
              {teams.length > 1 && (
                <FilterSelect
                  label="Team"
                  any="Any team"
                  choices={teams.map((team) => ({ value: team.id, label: team.name }))}
                  value={query.team_id}
                  onChange={(value) => set("team_id", value)}
                />
              )}
              <FilterSelect
                label="Stage"
                any="Any stage"
                choices={stages
                  .filter((stage) => stage.outcome === "open")
                  .map((stage) => ({ value: stage.key, label: stage.name }))}
                value={query.stage}
                onChange={(value) => set("stage", value)}
              />
            </search>
            <HeatTable found={found} />
          </section>
          <div className={styles["sections"]}>
            {found.items.map((each) => (
              <Evidence key={each.deal.id} audited={each} />
            ))}
          </div>
        </>
      )}
    </RecordPage>
  );
}

function Files({ query }: { readonly query: Readonly<Record<string, string>> }) {
  return (
    <>
      <Button
        component="a"
        variant="default"
        leftSection={<TableIcon size={16} />}
        href={`${ADDRESS}/xlsx${queryString(query)}`}
        download
      >
        XLSX
      </Button>
      <Button
        component="a"
        variant="default"
        leftSection={<DocumentIcon size={16} />}
        href={`${ADDRESS}/pdf${queryString(query)}`}
        download
      >
        PDF
      </Button>
    </>
  );
}

function HeatTable({ found }: { readonly found: Audit }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard
    <section className={styles["scroll"]} aria-label="Deals by gap" tabIndex={0}>
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">Deal</th>
            {GAPS.map(({ key, name, short }) => (
              <th key={key} scope="col" title={name} data-number>
                {short}
              </th>
            ))}
            <th scope="col" data-number>
              Mean
            </th>
          </tr>
        </thead>
        <tbody>
          {found.items.map((each) => (
            <tr key={each.deal.id}>
              <th scope="row">
                <a href={`#deal-${each.deal.id}`}>{each.deal.name}</a>
                <span className={styles["below"]}>
                  {each.deal.account?.name ?? "No account"} · {formatMoney(each.deal.amount, each.deal.currency)}
                </span>
              </th>
              {each.gaps.map((gap) => (
                <td key={gap.key} data-number>
                  <span className={styles["hot"]} style={heat(gap.value)}>
                    {Math.round(gap.value)}
                  </span>
                </td>
              ))}
              <td data-number>{Math.round(each.mean)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Deals at 60 or more</th>
            {found.totals.map((total) => (
              <td key={total.key} data-number>
                {total.wide} of {found.items.length}
              </td>
            ))}
            <td />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Evidence({ audited }: { readonly audited: Audited }) {
  const { deal, gaps } = audited;
  return (
    <div id={`deal-${deal.id}`} className={styles["deal"]}>
      <Section title={deal.name} action={<Link to={personHref(deal.id)}>Open the map</Link>}>
        <p className={styles["facts"]}>
          {[deal.stage_name, deal.owner?.name, `closes ${formatDay(deal.close_on)}`].filter(Boolean).join(" · ")}
        </p>
        <div className={styles["gaps"]}>
          {gaps.map((gap) => (
            <details key={gap.key} open={gap.value >= 60}>
              <summary>
                <span className={styles["hot"]} style={heat(gap.value)}>
                  {Math.round(gap.value)}
                </span>
                {gap.name}
                <span className={styles["quiet"]}>{countOf(gap.items.length, "record", "records")}</span>
              </summary>
              <ul>
                {gap.items.map((item) => (
                  <li key={`${item.code} ${item.text}`}>
                    <Link to={personHref(deal.id, item.contact_ids[0])}>{item.text}</Link>
                    <span className={styles["quiet"]}>{item.points.toFixed(1)}</span>
                  </li>
                ))}
              </ul>
            </details>
          ))}
        </div>
      </Section>
    </div>
  );
}
