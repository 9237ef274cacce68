import { Button } from "@mantine/core";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useRecord } from "~/api/records";
import { useMe } from "~/api/session";
import type { Contact } from "~/api/types";
import { PencilIcon } from "~/icons";
import { Avatar } from "~/parts/Avatar";
import { LazyRecordForm } from "~/parts/form/LazyRecordForm";
import { Columns } from "~/parts/page/Columns";
import { type Fact, Facts } from "~/parts/page/Facts";
import { ownFacts } from "~/parts/page/ownFacts";
import { PageHeader } from "~/parts/page/PageHeader";
import { Prose } from "~/parts/page/Prose";
import { RecordPage } from "~/parts/page/RecordPage";
import { Section } from "~/parts/page/Section";
import { mayEdit } from "~/parts/permissions";
import { ContactDeals } from "./ContactDeals";
import { ContactMerges } from "./ContactMerges";
import { ContactStandings } from "./ContactStandings";
import { MergeDialog } from "./MergeDialog";
import { SENIORITY_NAMES, STATUS_NAMES } from "./words";

export function ContactPage() {
  const { id = "" } = useParams();
  const record = useRecord("contacts", id);
  return (
    <RecordPage record={record} noun="contact" listHref="/contacts">
      {(contact) => <ContactView key={contact.id} contact={contact} />}
    </RecordPage>
  );
}

function ContactView({ contact }: { readonly contact: Contact }) {
  const [editing, setEditing] = useState(false);
  const [merging, setMerging] = useState(false);
  // One that was merged away is only looked at: it leads to the contact they became.
  const editable = mayEdit(useMe()) && !contact.merged_into;
  return (
    <>
      <PageHeader
        title={contact.name}
        mark={<Avatar name={contact.name} size={52} />}
        action={
          editable && (
            <>
              <Button variant="default" onClick={() => setMerging(true)}>
                Merge with…
              </Button>
              <Button variant="default" leftSection={<PencilIcon size={16} />} onClick={() => setEditing(true)}>
                Edit
              </Button>
            </>
          )
        }
      >
        {contact.title || "No title"}
        {contact.account && ` · ${contact.account.name}`}
        {contact.merged_into && (
          <div>
            Merged into <Link to={`/contacts/${contact.merged_into.id}`}>{contact.merged_into.name}</Link>
          </div>
        )}
      </PageHeader>
      <Columns
        main={
          <>
            <ContactDeals contact={contact} />
            <Section title="Priorities">
              <Prose text={contact.priorities} none="Not known yet: what do they have to achieve this year?" />
            </Section>
            <Section title="Motivations">
              <Prose text={contact.motivations} none="Not known yet: what is in it for them?" />
            </Section>
            <Section title="Notes">
              <Prose text={contact.notes} none="No notes yet." />
            </Section>
          </>
        }
        side={
          <>
            <Section title="Profile">
              <Facts facts={factsOf(contact)} />
            </Section>
            <ContactStandings contact={contact} />
            <ContactMerges contact={contact} />
          </>
        }
      />
      {merging && <MergeDialog contact={contact} onClose={() => setMerging(false)} />}
      {editing && <LazyRecordForm kind="contacts" record={contact} onClose={() => setEditing(false)} />}
    </>
  );
}

function factsOf(contact: Contact): readonly Fact[] {
  const emails = [contact.email, ...contact.other_emails].filter(Boolean);
  const moved = contact.moved_to && <Link to={`/accounts/${contact.moved_to.id}`}>{contact.moved_to.name}</Link>;
  return [
    {
      label: "Account",
      value: contact.account && <Link to={`/accounts/${contact.account.id}`}>{contact.account.name}</Link>,
    },
    { label: "Status", value: contact.moved_to ? <>Moved to {moved}</> : STATUS_NAMES[contact.status] },
    { label: "Department", value: contact.department },
    { label: "Business unit", value: contact.business_unit },
    { label: "Seniority", value: SENIORITY_NAMES[contact.seniority], none: "Not assessed" },
    {
      label: "E-mail",
      value:
        emails.length > 0 &&
        emails.map((email) => (
          <div key={email}>
            <a href={`mailto:${email}`}>{email}</a>
          </div>
        )),
    },
    {
      label: "Phone",
      value:
        contact.phones.length > 0 &&
        contact.phones.map((phone) => (
          <div key={phone}>
            <a href={`tel:${phone.replaceAll(/[^+\d]/g, "")}`}>{phone}</a>
          </div>
        )),
    },
    { label: "Channel", value: contact.preferred_channel },
    { label: "Location", value: contact.location },
    { label: "Time zone", value: contact.time_zone },
    ...ownFacts(contact.custom),
  ];
}
