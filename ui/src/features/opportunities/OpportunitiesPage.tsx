import { Button } from "@mantine/core";
import { useState } from "react";
import { useList } from "~/api/records";
import { useMe } from "~/api/session";
import type { OpportunityRow } from "~/api/types";
import { DealIcon, PlusIcon } from "~/icons";
import { LazyRecordForm } from "~/parts/form/LazyRecordForm";
import { ListPage } from "~/parts/list/ListPage";
import { useListParams } from "~/parts/list/useListParams";
import { Notice } from "~/parts/Notice";
import { mayEdit } from "~/parts/permissions";
import { OPPORTUNITY_COLUMNS, opportunityHref } from "./columns";
import { FILTERS, OpportunityFilters } from "./OpportunityFilters";

const DEFAULTS = { sort: "close_on", outcome: "open" } as const;
const rowKey = (row: OpportunityRow): string => row.id;

export function OpportunitiesPage() {
  const params = useListParams(FILTERS, DEFAULTS);
  const list = useList("opportunities", params.query);
  const [creating, setCreating] = useState(false);
  const create = mayEdit(useMe()) && (
    <Button leftSection={<PlusIcon size={16} />} onClick={() => setCreating(true)}>
      New opportunity
    </Button>
  );
  return (
    <>
      <ListPage
        title="Opportunities"
        nouns={["opportunity", "opportunities"]}
        searchLabel="Search deals and accounts"
        params={params}
        list={list}
        columns={OPPORTUNITY_COLUMNS}
        rowKey={rowKey}
        href={opportunityHref}
        filters={<OpportunityFilters params={params} />}
        action={create}
        empty={
          <Notice
            icon={<DealIcon size={26} />}
            title="No opportunities yet"
            text="Import them from your CRM's export with “coalition import”, or add the first one by hand."
            action={create}
          />
        }
      />
      {creating && <LazyRecordForm kind="opportunities" onClose={() => setCreating(false)} />}
    </>
  );
}
