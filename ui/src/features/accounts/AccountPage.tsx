import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useRecord } from "~/api/records";
import { useMe } from "~/api/session";
import type { Account } from "~/api/types";
import { MapIcon, PencilIcon } from "~/icons";
import { LazyRecordForm } from "~/parts/form/LazyRecordForm";
import { formatCount, formatMoney } from "~/parts/format";
import { Columns } from "~/parts/page/Columns";
import { type Fact, Facts } from "~/parts/page/Facts";
import { ownFacts } from "~/parts/page/ownFacts";
import { PageHeader } from "~/parts/page/PageHeader";
import { Prose } from "~/parts/page/Prose";
import { RecordPage } from "~/parts/page/RecordPage";
import { Section } from "~/parts/page/Section";
import { mayEdit } from "~/parts/permissions";
import { hostOf, safeWebAddress } from "~/parts/webAddress";
import { AccountDeals } from "./AccountDeals";
import { AccountFamily } from "./AccountFamily";
import { AccountMark } from "./AccountMark";
import { AccountPeople } from "./AccountPeople";
import { AccountTeam } from "./AccountTeam";

export function AccountPage() {
  const { id = "" } = useParams();
  const record = useRecord("accounts", id);
  return (
    <RecordPage record={record} noun="account" listHref="/accounts">
      {(account) => <AccountView key={account.id} account={account} />}
    </RecordPage>
  );
}

function AccountView({ account }: { readonly account: Account }) {
  const [editing, setEditing] = useState(false);
  const editable = mayEdit(useMe());
  const quiet = [account.industry, account.segment, account.country].filter(Boolean).join(" · ");
  return (
    <>
      <PageHeader
        title={account.name}
        mark={<AccountMark name={account.name} />}
        action={
          <Group gap="xs">
            <Button
              component={Link}
              to={`/accounts/${account.id}/map`}
              variant="default"
              leftSection={<MapIcon size={16} />}
            >
              Account map
            </Button>
            {editable && (
              <Button variant="default" leftSection={<PencilIcon size={16} />} onClick={() => setEditing(true)}>
                Edit
              </Button>
            )}
          </Group>
        }
      >
        {quiet}
      </PageHeader>
      <Columns
        main={
          <>
            <AccountDeals account={account} editable={editable} />
            <AccountPeople account={account} editable={editable} />
          </>
        }
        side={
          <>
            <Section title="Facts">
              <Facts facts={factsOf(account)} />
            </Section>
            <AccountTeam account={account} editable={editable} />
            <AccountFamily account={account} />
            <Section title="Notes">
              <Prose text={account.notes} none="No notes yet." />
            </Section>
          </>
        }
      />
      {editing && <LazyRecordForm kind="accounts" record={account} onClose={() => setEditing(false)} />}
    </>
  );
}

function factsOf(account: Account): readonly Fact[] {
  const website = safeWebAddress(account.website || account.domain);
  return [
    { label: "Owner", value: account.owner?.name },
    { label: "Tier", value: account.tier, none: "Not assessed" },
    { label: "Fit", value: account.fit === null ? null : `${account.fit} of 100`, none: "Not assessed" },
    {
      label: "Website",
      value: website && (
        <a href={website} target="_blank" rel="noreferrer">
          {hostOf(website)}
        </a>
      ),
    },
    { label: "Employees", value: account.employees === null ? null : formatCount(account.employees) },
    {
      label: "Annual revenue",
      value: account.annual_revenue === null ? null : formatMoney(account.annual_revenue, account.currency),
    },
    ...ownFacts(account.custom),
  ];
}
