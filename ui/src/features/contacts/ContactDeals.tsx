import { useList } from "~/api/records";
import type { Contact, OpportunityRow } from "~/api/types";
import { formatDay, formatMoney } from "~/parts/format";
import type { Column } from "~/parts/list/DataTable";
import styles from "~/parts/list/DataTable.module.css";
import { ListSection } from "~/parts/list/ListSection";
import { RowTitle } from "~/parts/list/RowTitle";
import { StageBadge } from "~/parts/StageBadge";

const href = (row: OpportunityRow): string => `/opportunities/${row.id}`;
const rowKey = (row: OpportunityRow): string => row.id;

const COLUMNS: readonly Column<OpportunityRow>[] = [
  {
    key: "name",
    header: "Opportunity",
    render: (row) => (
      <RowTitle
        to={href(row)}
        title={row.name}
        below={
          <>
            {row.account?.name ?? "No account"}
            <span className={styles["onPhone"]}> · {row.stage.name}</span>
          </>
        }
      />
    ),
  },
  {
    key: "stage",
    header: "Stage",
    from: "phone",
    render: (row) => <StageBadge name={row.stage.name} outcome={row.stage.outcome} />,
  },
  { key: "amount", header: "Amount", align: "end", render: (row) => formatMoney(row.amount, row.currency) },
  { key: "close_on", header: "Closes", from: "phone", render: (row) => formatDay(row.close_on) },
];

/** The deals on whose maps the contact stands. */
export function ContactDeals({ contact }: { readonly contact: Contact }) {
  const list = useList("opportunities", { contact_id: contact.id, sort: "-close_on", limit: 50 });
  return (
    <ListSection
      title="Opportunities"
      list={list}
      columns={COLUMNS}
      rowKey={rowKey}
      href={href}
      none="Not a stakeholder on any opportunity yet."
    />
  );
}
