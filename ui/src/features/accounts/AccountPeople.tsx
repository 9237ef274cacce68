import { Button } from "@mantine/core";
import { useState } from "react";
import { useList } from "~/api/records";
import type { Account, ContactRow } from "~/api/types";
import { PlusIcon } from "~/icons";
import { Avatar } from "~/parts/Avatar";
import { LazyRecordForm } from "~/parts/form/LazyRecordForm";
import type { Column } from "~/parts/list/DataTable";
import { ListSection } from "~/parts/list/ListSection";
import { RowTitle } from "~/parts/list/RowTitle";

const href = (row: ContactRow): string => `/contacts/${row.id}`;
const rowKey = (row: ContactRow): string => row.id;

const COLUMNS: readonly Column<ContactRow>[] = [
  {
    key: "name",
    header: "Name",
    render: (row) => (
      <RowTitle
        to={href(row)}
        title={row.name}
        mark={<Avatar name={row.name} size={34} />}
        below={row.title || "No title"}
      />
    ),
  },
  { key: "department", header: "Department", from: "phone", render: (row) => row.department || "–" },
  { key: "unit", header: "Business unit", from: "tablet", render: (row) => row.business_unit || "–" },
];

export function AccountPeople({ account, editable }: { readonly account: Account; readonly editable: boolean }) {
  const list = useList("contacts", { account_id: account.id, sort: "name", limit: 50 });
  const [creating, setCreating] = useState(false);
  return (
    <>
      <ListSection
        title="People"
        list={list}
        columns={COLUMNS}
        rowKey={rowKey}
        href={href}
        none="Nobody of this account is known yet."
        all={`/contacts?account_id=${account.id}`}
        action={
          editable && (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<PlusIcon size={15} />}
              onClick={() => setCreating(true)}
            >
              New contact
            </Button>
          )
        }
      />
      {creating && <LazyRecordForm kind="contacts" start={{ account }} onClose={() => setCreating(false)} />}
    </>
  );
}
