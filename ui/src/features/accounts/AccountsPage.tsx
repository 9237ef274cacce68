import { Button } from "@mantine/core";
import { useState } from "react";
import { useList } from "~/api/records";
import { useUsers } from "~/api/reference";
import { useMe } from "~/api/session";
import type { AccountRow } from "~/api/types";
import { BuildingIcon, PlusIcon } from "~/icons";
import { LazyRecordForm } from "~/parts/form/LazyRecordForm";
import { FilterSelect } from "~/parts/list/FilterSelect";
import { ListPage } from "~/parts/list/ListPage";
import { useListParams } from "~/parts/list/useListParams";
import { Notice } from "~/parts/Notice";
import { mayEdit } from "~/parts/permissions";
import { useSegments } from "./api";
import { ACCOUNT_COLUMNS, accountHref } from "./columns";

const FILTERS = ["segment", "owner_id"] as const;
const DEFAULTS = { sort: "name" } as const;
const rowKey = (row: AccountRow): string => row.id;

export function AccountsPage() {
  const me = useMe();
  const params = useListParams(FILTERS, DEFAULTS);
  const list = useList("accounts", params.query);
  const segments = useSegments().data ?? [];
  const users = useUsers().data ?? [];
  const [creating, setCreating] = useState(false);
  const create = mayEdit(me) && (
    <Button leftSection={<PlusIcon size={16} />} onClick={() => setCreating(true)}>
      New account
    </Button>
  );
  return (
    <>
      <ListPage
        title="Accounts"
        nouns={["account", "accounts"]}
        searchLabel="Search accounts"
        params={params}
        list={list}
        columns={ACCOUNT_COLUMNS}
        rowKey={rowKey}
        href={accountHref}
        action={create}
        filters={
          <>
            <FilterSelect
              label="Segment"
              any="Any segment"
              choices={segments.map((segment) => ({ value: segment, label: segment }))}
              value={params.filters.segment}
              onChange={(segment) => params.set({ segment })}
            />
            <FilterSelect
              label="Owner"
              any="Any owner"
              choices={[
                { value: me.id, label: "My accounts" },
                ...users.filter((user) => user.id !== me.id).map((user) => ({ value: user.id, label: user.name })),
              ]}
              value={params.filters.owner_id}
              onChange={(owner) => params.set({ owner_id: owner })}
            />
          </>
        }
        empty={
          <Notice
            icon={<BuildingIcon size={26} />}
            title="No accounts yet"
            text="Import them from your CRM's export with “coalition import”, or add the first one by hand."
            action={create}
          />
        }
      />
      {creating && <LazyRecordForm kind="accounts" onClose={() => setCreating(false)} />}
    </>
  );
}
