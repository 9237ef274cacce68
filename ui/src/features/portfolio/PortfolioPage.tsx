import { Button } from "@mantine/core";
import { useMemo } from "react";
import { Link } from "react-router";
import { messageOf } from "~/api/errors";
import { AlertIcon, DealIcon, SearchIcon } from "~/icons";
import { countOf, formatDay, formatMoney } from "~/parts/format";
import { type Column, DataTable } from "~/parts/list/DataTable";
import { FoldedFilters } from "~/parts/list/FoldedFilters";
import list from "~/parts/list/ListPage.module.css";
import { Pager } from "~/parts/list/Pager";
import { RowTitle } from "~/parts/list/RowTitle";
import { SearchField } from "~/parts/list/SearchField";
import { PAGE_SIZE, useListParams } from "~/parts/list/useListParams";
import { Notice } from "~/parts/Notice";
import { PageHeader } from "~/parts/page/PageHeader";
import { type Moved, type PortfolioPage as Page, type PortfolioRow, useMovement, usePortfolio } from "./api";
import { BeliefCell, ChangesCell, DecidersCell, GapCells, GateCell, OutlookCell } from "./cells";
import { FILTERS, PortfolioFilters } from "./PortfolioFilters";
import styles from "./portfolio.module.css";
import { SignalsCell } from "./SignalsCell";
import { Totals } from "./Totals";
import { Views } from "./Views";
import { closeDays } from "./words";

const DEFAULTS = { sort: "-amount" } as const;
const rowKey = (row: PortfolioRow): string => row.id;
const href = (row: PortfolioRow): string => `/opportunities/${row.id}`;

/** Monday: who decides on every open deal, what they believe, what is missing, what changed. */
export function PortfolioPage() {
  const params = useListParams(FILTERS, DEFAULTS);
  const { close, since, ...narrow } = params.query;
  const page = usePortfolio({ ...narrow, ...closeDays(String(close ?? ""), new Date()) });
  const rows = page.data?.items;
  const ids = useMemo(() => (rows ?? []).map((row) => row.id), [rows]);
  const movement = useMovement(ids, String(since || "friday"));
  const columns = useMemo(
    () => columnsOf(page.data?.outlook, new Map(movement.data?.items.map((each) => [each.opportunity_id, each]))),
    [page.data?.outlook, movement.data],
  );
  const total = page.data?.total;
  const { search, sort, filters } = params;
  const now = Object.fromEntries(
    Object.entries({ ...filters, search, sort }).filter(([, value]) => value !== ""),
  ) as Record<string, string>;
  return (
    <div className={`${list["page"]} ${styles["page"]}`}>
      <PageHeader
        title="Portfolio"
        action={
          <>
            <Button component={Link} to="/portfolio/audit" variant="default">
              Audit
            </Button>
            <Button component={Link} to="/portfolio/figures" variant="default">
              Figures
            </Button>
            <Views now={now} onOpen={(query) => params.set({ ...EMPTY, ...query })} />
          </>
        }
      >
        <span role="status">{total === undefined ? "" : countOf(total, "open deal", "open deals")}</span>
      </PageHeader>
      {page.data && page.data.total > 0 && <Totals totals={page.data.totals} />}
      <section className={list["card"]} aria-label="Open deals">
        <search className={list["bar"]}>
          <SearchField
            className={list["search"]}
            label="Search deals, accounts, owners"
            value={search}
            onChange={(value) => params.set({ search: value }, { replace: true })}
          />
          <FoldedFilters count={FILTERS.filter((name) => filters[name] !== "").length}>
            <PortfolioFilters params={params} />
          </FoldedFilters>
          {params.narrowed && (
            <Button variant="subtle" size="compact-sm" onClick={params.reset}>
              Clear filters
            </Button>
          )}
        </search>
        {page.isError && !page.data ? (
          <Notice
            urgent
            icon={<AlertIcon size={26} />}
            title="The portfolio could not be loaded"
            text={messageOf(page.error)}
            action={<Button onClick={() => page.refetch()}>Try again</Button>}
          />
        ) : total === 0 ? (
          <Nothing narrowed={params.narrowed} onReset={params.reset} />
        ) : (
          <>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard */}
            <section className={styles["scroll"]} aria-label="Table of open deals" tabIndex={0}>
              <DataTable
                caption="Open deals"
                columns={columns}
                rows={rows}
                rowKey={rowKey}
                href={href}
                sort={sort}
                onSort={(wanted) => params.set({ sort: wanted })}
                busy={page.isPlaceholderData}
                cards
              />
            </section>
            {total !== undefined && (
              <Pager
                page={params.page}
                pageSize={PAGE_SIZE}
                total={total}
                onPage={(wanted) => params.set({ page: String(wanted) })}
              />
            )}
          </>
        )}
      </section>
    </div>
  );
}

const EMPTY = Object.fromEntries([...FILTERS, "search"].map((name) => [name, ""]));

function Nothing({ narrowed, onReset }: { readonly narrowed: boolean; readonly onReset: () => void }) {
  return narrowed ? (
    <Notice
      icon={<SearchIcon size={26} />}
      title="No open deals match"
      text="Try fewer words, or take a filter away."
      action={
        <Button variant="default" onClick={onReset}>
          Clear filters
        </Button>
      }
    />
  ) : (
    <Notice
      icon={<DealIcon size={26} />}
      title="No open deals yet"
      text="Deals you see stand here as soon as there are some: import them, or add the first one by hand."
    />
  );
}

function columnsOf(
  outlook: Page["outlook"] | undefined,
  moved: ReadonlyMap<string, Moved>,
): readonly Column<PortfolioRow>[] {
  return [
    {
      key: "name",
      header: "Deal",
      sort: "name",
      render: (row) => (
        <RowTitle to={href(row)} title={row.name} below={`${row.account?.name ?? "No account"} · ${row.stage_name}`} />
      ),
    },
    { key: "deciders", card: true, header: "Who decides", from: "laptop", render: (row) => <DecidersCell row={row} /> },
    {
      key: "buyer",
      card: true,
      header: "Economic buyer",
      sort: "economic_buyer",
      from: "phone",
      render: (row) => <BeliefCell row={row} seat="economic_buyer" />,
    },
    {
      key: "finance",
      card: true,
      header: "Finance lead",
      sort: "finance_lead",
      from: "laptop",
      render: (row) => <BeliefCell row={row} seat="finance_lead" />,
    },
    { key: "gaps", card: true, header: "Gaps", sort: "widest_gap", render: (row) => <GapCells row={row} /> },
    {
      key: "gates",
      card: true,
      header: "Gates",
      sort: "gates",
      from: "tablet",
      render: (row) => <GateCell row={row} />,
    },
    {
      key: "signals",
      card: true,
      header: "Signals",
      from: "laptop",
      render: (row) => <SignalsCell row={row} />,
    },
    {
      key: "changes",
      card: true,
      header: "Changed",
      from: "tablet",
      render: (row) => <ChangesCell row={row} moved={moved.get(row.id)} />,
    },
    {
      key: "outlook",
      header: "Outlook",
      sort: "outlook",
      from: "laptop",
      render: (row) => <OutlookCell row={row} state={outlook} />,
    },
    {
      key: "next",
      card: true,
      header: "Next step",
      from: "laptop",
      render: (row) => <span className={styles["next"]}>{row.next_step || "–"}</span>,
    },
    {
      key: "close",
      card: true,
      header: "Closes",
      sort: "close_on",
      from: "tablet",
      render: (row) => formatDay(row.close_on),
    },
    {
      key: "amount",
      card: true,
      header: "Amount",
      sort: "amount",
      align: "end",
      from: "tablet",
      render: (row) => <span className={styles["amount"]}>{formatMoney(row.amount, row.currency)}</span>,
    },
  ];
}
