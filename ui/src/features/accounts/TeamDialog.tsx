import { Button, Modal, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { messageOf } from "~/api/errors";
import { useSaveRecord } from "~/api/records";
import type { Account } from "~/api/types";
import { RecordPicker } from "~/parts/form/RecordPicker";
import { UserName } from "~/parts/UserName";
import { useReturnFocus } from "~/parts/useReturnFocus";
import styles from "./AccountTeam.module.css";
import { type Member, useChangeTeam, useTeam } from "./team";

interface TeamDialogProps {
  readonly account: Account;
  readonly onClose: () => void;
}

/** The owner, who else works on the account, and whether they may edit. Each change holds at once. */
export function TeamDialog({ account, onClose }: TeamDialogProps) {
  useReturnFocus();
  const team = useTeam(account.id).data ?? [];
  const change = useChangeTeam(account.id);
  const save = useSaveRecord("accounts");
  // Counts additions: a picker that is made anew is empty again.
  const [added, setAdded] = useState(0);
  const failed = change.error ?? save.error;
  const add = (userId: string): void => {
    if (!userId) return;
    const part = { role: "", can_edit: true };
    change.mutate({ userId, part }, { onSuccess: () => setAdded((count) => count + 1) });
  };
  const own = (owner: string): void =>
    save.mutate({
      changes: { owner_id: owner || null },
      existing: { id: account.id, version: account.version },
    });
  return (
    <Modal opened centered size={560} onClose={onClose} title={`Our team on ${account.name}`}>
      <RecordPicker
        name="owner"
        label="Owner"
        source="users"
        value={account.owner?.id ?? ""}
        chosen={account.owner}
        error={undefined}
        onChange={own}
      />
      <ul className={styles["members"]} aria-label="Members">
        {team.map((member) => (
          <MemberRow key={member.user.id} member={member} change={change.mutate} />
        ))}
      </ul>
      <RecordPicker
        key={added}
        name="member"
        label="Add somebody"
        description="They see the account and its maps from then on."
        source="users"
        value=""
        chosen={null}
        error={undefined}
        onChange={add}
      />
      {failed && (
        <p className={styles["problem"]} role="alert">
          {messageOf(failed)}
        </p>
      )}
      <div className={styles["footer"]}>
        <Button onClick={onClose}>Done</Button>
      </div>
    </Modal>
  );
}

interface MemberRowProps {
  readonly member: Member;
  readonly change: ReturnType<typeof useChangeTeam>["mutate"];
}

function MemberRow({ member, change }: MemberRowProps) {
  const { user, can_edit } = member;
  const [role, setRole] = useState(member.role);
  const put = (part: { readonly role: string; readonly can_edit: boolean }): void => change({ userId: user.id, part });
  return (
    <li className={styles["member"]}>
      <UserName name={user.name} />
      <TextInput
        className={styles["part"] ?? ""}
        aria-label={`Part of ${user.name}`}
        placeholder="Part, such as solution engineer"
        maxLength={80}
        value={role}
        onChange={(event) => setRole(event.currentTarget.value)}
        onBlur={() => role !== member.role && put({ role, can_edit })}
      />
      <Switch
        label="May edit"
        aria-label={`${user.name} may edit`}
        checked={can_edit}
        onChange={(event) => put({ role, can_edit: event.currentTarget.checked })}
      />
      <Button
        variant="default"
        size="compact-md"
        aria-label={`Take ${user.name} off the team`}
        onClick={() => change({ userId: user.id, part: null })}
      >
        Take off
      </Button>
    </li>
  );
}
