import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { messageOf } from "~/api/errors";
import { useMe } from "~/api/session";
import type { User } from "~/api/types";
import { AlertIcon, PlusIcon } from "~/icons";
import { type Column, DataTable } from "~/parts/list/DataTable";
import { Notice } from "~/parts/Notice";
import { PageHeader } from "~/parts/page/PageHeader";
import { Section } from "~/parts/page/Section";
import { usePeople } from "./api";
import { InviteDialog } from "./InviteDialog";
import { OwnProfile } from "./OwnProfile";
import styles from "./PeoplePage.module.css";
import { TeamTree } from "./TeamTree";
import { UserDialog } from "./UserDialog";
import { ROLE_NAMES } from "./words";

const rowKey = (user: User): string => user.id;

/** Who of ours works with the product. Everybody reads it; admins and revenue operations change it. */
export function PeoplePage() {
  const me = useMe();
  const editable = me.sees_everything && me.can_write;
  const [active, setActive] = useState(true);
  const people = usePeople(active);
  const [inviting, setInviting] = useState(false);
  const [editing, setEditing] = useState<User | null>(null);
  return (
    <div className={styles["page"]}>
      <PageHeader
        title="Our people"
        action={
          editable && (
            <Button leftSection={<PlusIcon size={16} />} onClick={() => setInviting(true)}>
              Invite
            </Button>
          )
        }
      >
        Who signs in, in which role and team.
      </PageHeader>
      <div className={styles["sections"]}>
        <Section
          title={active ? "Users" : "Shut out"}
          count={people.data?.length}
          flush
          action={
            editable && (
              <SegmentedControl
                aria-label="Which users"
                data={[
                  { value: "active", label: "Active" },
                  { value: "left", label: "Shut out" },
                ]}
                value={active ? "active" : "left"}
                onChange={(value) => setActive(value === "active")}
              />
            )
          }
        >
          {people.isError && !people.data ? (
            <Notice
              urgent
              icon={<AlertIcon size={26} />}
              title="The users could not be loaded"
              text={messageOf(people.error)}
              action={<Button onClick={() => people.refetch()}>Try again</Button>}
            />
          ) : people.data?.length === 0 ? (
            <p className={styles["none"]}>Nobody was shut out.</p>
          ) : (
            <DataTable
              caption="Users"
              columns={columnsFor(editable, me.role === "admin", setEditing)}
              rows={people.data}
              rowKey={rowKey}
            />
          )}
        </Section>
        <TeamTree editable={editable} />
        <OwnProfile />
      </div>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
      {editing && <UserDialog key={editing.id} user={editing} onClose={() => setEditing(null)} />}
    </div>
  );
}

function columnsFor(editable: boolean, admin: boolean, edit: (user: User) => void): readonly Column<User>[] {
  const columns: Column<User>[] = [
    {
      key: "name",
      header: "Name",
      render: (user) => (
        <>
          <div className={styles["name"]}>{user.name}</div>
          <div className={styles["quiet"]}>{user.email}</div>
        </>
      ),
    },
    { key: "role", header: "Role", from: "phone", render: (user) => ROLE_NAMES[user.role] },
    { key: "team", header: "Team", from: "tablet", render: (user) => user.team?.name ?? "–" },
    { key: "title", header: "Title", from: "laptop", render: (user) => user.title },
  ];
  if (!editable) return columns;
  return [
    ...columns,
    {
      key: "edit",
      header: "Change",
      align: "end",
      render: (user) =>
        // Only an admin changes an admin; the server refuses it to all others.
        (admin || user.role !== "admin") && (
          <Button variant="default" size="compact-md" aria-label={`Edit ${user.name}`} onClick={() => edit(user)}>
            Edit
          </Button>
        ),
    },
  ];
}
