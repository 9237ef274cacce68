import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { get } from "~/api/http";
import type { Page, Reply } from "~/api/types";
import { CheckIcon } from "~/icons";
import { countOf, formatAgo, formatMoney } from "~/parts/format";
import type { Column } from "~/parts/list/DataTable";
import { ListPage } from "~/parts/list/ListPage";
import { RowTitle } from "~/parts/list/RowTitle";
import { useListParams } from "~/parts/list/useListParams";
import { Notice } from "~/parts/Notice";
import { StageBadge } from "~/parts/StageBadge";
import { UserName } from "~/parts/UserName";
import { EffectOfActions } from "./EffectOfActions";
import { Invitations } from "./Invitations";
import { Waiting } from "./Waiting";
import styles from "./Waiting.module.css";

type Row = Reply<"list_review_queue">["items"][number];

const NO_FILTERS: readonly never[] = [];
const DEFAULTS = { sort: "" } as const;
const href = (row: Row): string => `/opportunities/${row.id}`;
const rowKey = (row: Row): string => row.id;

const COLUMNS: readonly Column<Row>[] = [
  {
    key: "name",
    header: "Opportunity",
    render: (row) => <RowTitle to={href(row)} title={row.name} below={row.account?.name ?? "No account"} />,
  },
  {
    key: "reviewed",
    header: "Reviewed",
    render: (row) => (row.last_review_at ? formatAgo(row.last_review_at) : "Never"),
  },
  {
    key: "stage",
    header: "Stage",
    from: "tablet",
    render: (row) => <StageBadge name={row.stage.name} outcome={row.stage.outcome} />,
  },
  {
    key: "gates",
    header: "Missing for the next stage",
    from: "laptop",
    render: (row) => (row.open_gates.length > 0 ? row.open_gates.join(", ") : "Nothing"),
  },
  { key: "left", header: "Left open", from: "tablet", render: (row) => <LeftOpen row={row} /> },
  {
    key: "amount",
    header: "Amount",
    align: "end",
    from: "phone",
    render: (row) => formatMoney(row.amount, row.currency),
  },
  { key: "owner", header: "Owner", from: "tablet", render: (row) => row.owner && <UserName name={row.owner.name} /> },
];

function LeftOpen({ row }: { readonly row: Row }) {
  const parts = [
    row.open_comments > 0 && countOf(row.open_comments, "comment", "comments"),
    row.overdue_actions > 0 && countOf(row.overdue_actions, "overdue action", "overdue actions"),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : "Nothing";
}

/** The week's queue: open deals one answers for, those never or longest not reviewed first. */
export function ReviewsPage() {
  const params = useListParams(NO_FILTERS, DEFAULTS);
  const { search, limit, offset } = params.query;
  const list = useQuery({
    queryKey: ["reviews", "queue", { search, limit, offset }],
    queryFn: ({ signal }) => get<Page<Row>>("/api/v1/reviews/queue", { search, limit, offset }, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <div className={styles["extras"]}>
        <Invitations />
        <Waiting />
      </div>
      <ListPage
        title="Reviews"
        nouns={["open deal to review", "open deals to review"]}
        searchLabel="Search deals, accounts and owners"
        params={params}
        list={list}
        columns={COLUMNS}
        rowKey={rowKey}
        href={href}
        empty={
          <Notice
            icon={<CheckIcon size={26} />}
            title="Nothing to review"
            text="Your open deals and those of your teams stand here, the longest not reviewed first."
          />
        }
      />
      <div className={styles["extras"]}>
        <EffectOfActions />
      </div>
    </>
  );
}
