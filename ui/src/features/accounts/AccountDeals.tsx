import { Button } from "@mantine/core";
import { useState } from "react";
import { useList } from "~/api/records";
import type { Account, OpportunityRow } from "~/api/types";
import { PlusIcon } from "~/icons";
import { LazyRecordForm } from "~/parts/form/LazyRecordForm";
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
            {row.owner?.name ?? "No owner"}
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

/** The account's deals, open ones first by date. */
export function AccountDeals({ account, editable }: { readonly account: Account; readonly editable: boolean }) {
  const list = useList("opportunities", { account_id: account.id, sort: "-close_on", limit: 25 });
  const [creating, setCreating] = useState(false);
  return (
    <>
      <ListSection
        title="Opportunities"
        list={list}
        columns={COLUMNS}
        rowKey={rowKey}
        href={href}
        none="No opportunities with this account yet."
        all={`/opportunities?outcome=any&account_id=${account.id}`}
        action={
          editable && (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<PlusIcon size={15} />}
              onClick={() => setCreating(true)}
            >
              New opportunity
            </Button>
          )
        }
      />
      {creating && <LazyRecordForm kind="opportunities" start={{ account }} onClose={() => setCreating(false)} />}
    </>
  );
}
