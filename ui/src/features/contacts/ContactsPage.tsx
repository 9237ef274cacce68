import { Button } from "@mantine/core";
import { useState } from "react";
import { useList } from "~/api/records";
import { useMe } from "~/api/session";
import type { ContactRow } from "~/api/types";
import { PeopleIcon, PlusIcon } from "~/icons";
import { LazyRecordForm } from "~/parts/form/LazyRecordForm";
import { AccountFilter } from "~/parts/list/AccountFilter";
import { FilterSelect } from "~/parts/list/FilterSelect";
import { ListPage } from "~/parts/list/ListPage";
import { useListParams } from "~/parts/list/useListParams";
import { Notice } from "~/parts/Notice";
import { mayEdit } from "~/parts/permissions";
import { CONTACT_COLUMNS, contactHref } from "./columns";
import { SENIORITY_NAMES, STATUS_NAMES } from "./words";

const FILTERS = ["seniority", "status", "account_id"] as const;
const DEFAULTS = { sort: "name" } as const;
const rowKey = (row: ContactRow): string => row.id;
const choices = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

export function ContactsPage() {
  const params = useListParams(FILTERS, DEFAULTS);
  const list = useList("contacts", params.query);
  const [creating, setCreating] = useState(false);
  const create = mayEdit(useMe()) && (
    <Button leftSection={<PlusIcon size={16} />} onClick={() => setCreating(true)}>
      New contact
    </Button>
  );
  return (
    <>
      <ListPage
        title="Contacts"
        nouns={["contact", "contacts"]}
        searchLabel="Search names, titles, e-mails"
        params={params}
        list={list}
        columns={CONTACT_COLUMNS}
        rowKey={rowKey}
        href={contactHref}
        action={create}
        filters={
          <>
            <AccountFilter id={params.filters.account_id} onClear={() => params.set({ account_id: "" })} />
            <FilterSelect
              label="Seniority"
              any="Any seniority"
              choices={choices(SENIORITY_NAMES)}
              value={params.filters.seniority}
              onChange={(seniority) => params.set({ seniority })}
            />
            <FilterSelect
              label="Status"
              any="Any status"
              choices={choices(STATUS_NAMES)}
              value={params.filters.status}
              onChange={(status) => params.set({ status })}
            />
          </>
        }
        empty={
          <Notice
            icon={<PeopleIcon size={26} />}
            title="No contacts yet"
            text="Import them from your CRM's export with “coalition import”, or add the first one by hand."
            action={create}
          />
        }
      />
      {creating && <LazyRecordForm kind="contacts" onClose={() => setCreating(false)} />}
    </>
  );
}
