import type { AccountRow } from "~/api/types";
import { formatCount } from "~/parts/format";
import type { Column } from "~/parts/list/DataTable";
import { RowTitle } from "~/parts/list/RowTitle";
import { UserName } from "~/parts/UserName";

export const accountHref = (row: AccountRow): string => `/accounts/${row.id}`;

export const ACCOUNT_COLUMNS: readonly Column<AccountRow>[] = [
  {
    key: "name",
    header: "Account",
    sort: "name",
    render: (row) => (
      <RowTitle
        to={accountHref(row)}
        title={row.name}
        below={row.parent ? `Part of ${row.parent.name}` : row.domain || row.industry}
      />
    ),
  },
  { key: "industry", header: "Industry", from: "tablet", render: (row) => row.industry || "–" },
  { key: "segment", header: "Segment", from: "laptop", render: (row) => row.segment || "–" },
  { key: "tier", header: "Tier", from: "laptop", render: (row) => row.tier || "–" },
  {
    key: "contacts",
    header: "People",
    sort: "contacts",
    align: "end",
    from: "phone",
    render: (row) => formatCount(row.contacts),
  },
  {
    key: "open",
    header: "Open deals",
    sort: "open_opportunities",
    align: "end",
    render: (row) => formatCount(row.open_opportunities),
  },
  {
    key: "owner",
    header: "Owner",
    from: "tablet",
    render: (row) => (row.owner ? <UserName name={row.owner.name} /> : "–"),
  },
];
