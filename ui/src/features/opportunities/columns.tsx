import { Link } from "react-router";
import type { OpportunityRow } from "~/api/types";
import { formatCount, formatDay, formatMoney } from "~/parts/format";
import type { Column } from "~/parts/list/DataTable";
import { RowTitle } from "~/parts/list/RowTitle";
import { StageBadge } from "~/parts/StageBadge";
import { UserName } from "~/parts/UserName";
import styles from "./columns.module.css";

export const opportunityHref = (row: OpportunityRow): string => `/opportunities/${row.id}`;

/** An open deal whose close date has passed. */
export function isOverdue(row: Pick<OpportunityRow, "stage" | "close_on">, today: string): boolean {
  return row.stage.outcome === "open" && row.close_on !== null && row.close_on < today;
}

function CloseDay({ row }: { readonly row: OpportunityRow }) {
  const overdue = isOverdue(row, new Date().toISOString().slice(0, 10));
  return (
    <span className={overdue ? styles["overdue"] : styles["day"]}>
      {formatDay(row.close_on)}
      {overdue && " · overdue"}
    </span>
  );
}

export const OPPORTUNITY_COLUMNS: readonly Column<OpportunityRow>[] = [
  {
    key: "name",
    header: "Opportunity",
    sort: "name",
    render: (row) => (
      <RowTitle
        to={opportunityHref(row)}
        title={row.name}
        below={
          <>
            <span className={styles["wide"]}>{row.kind || "No kind"}</span>
            <span className={styles["narrow"]}>{row.account?.name ?? "No account"}</span>
            <span className={styles["phone"]}> · {row.stage.name}</span>
          </>
        }
      />
    ),
  },
  {
    key: "account",
    header: "Account",
    sort: "account",
    from: "laptop",
    render: (row) =>
      row.account && (
        <Link className={styles["link"]} to={`/accounts/${row.account.id}`}>
          {row.account.name}
        </Link>
      ),
  },
  {
    key: "stage",
    header: "Stage",
    sort: "stage",
    from: "phone",
    render: (row) => <StageBadge name={row.stage.name} outcome={row.stage.outcome} />,
  },
  {
    key: "amount",
    header: "Amount",
    sort: "amount",
    align: "end",
    render: (row) => <span className={styles["amount"]}>{formatMoney(row.amount, row.currency)}</span>,
  },
  {
    key: "people",
    header: "People",
    sort: "stakeholders",
    align: "end",
    from: "laptop",
    render: (row) => formatCount(row.stakeholders),
  },
  { key: "close_on", header: "Closes", sort: "close_on", from: "tablet", render: (row) => <CloseDay row={row} /> },
  {
    key: "owner",
    header: "Owner",
    sort: "owner",
    from: "tablet",
    render: (row) => (row.owner ? <UserName name={row.owner.name} /> : "–"),
  },
];
