import { Button, Modal } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ApiError, messageOf } from "~/api/errors";
import { useMe } from "~/api/session";
import type { User } from "~/api/types";
import { useReturnFocus } from "~/parts/useReturnFocus";
import { useChangeUser, usePasswordLink } from "./api";
import { LinkOnce } from "./LinkOnce";
import styles from "./PeoplePage.module.css";
import { type UserDraft, UserFields } from "./UserFields";

interface UserDialogProps {
  readonly user: User;
  readonly onClose: () => void;
}

/** Role, team, title and time zone of one of ours; a new password link; out, and back in. */
export function UserDialog({ user, onClose }: UserDialogProps) {
  useReturnFocus();
  const me = useMe();
  const save = useChangeUser(user.id);
  const link = usePasswordLink(user.id);
  const [draft, setDraft] = useState<UserDraft>({ ...user, team: user.team?.id ?? "" });
  const failed = save.error ?? link.error;
  const problems = save.error instanceof ApiError ? save.error.fields : {};
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { name, title, role, team, time_zone } = draft;
    save.mutate({ name, title, role, time_zone, team_id: team || null }, { onSuccess: onClose });
  };
  const turn = (): void => save.mutate({ is_active: !user.is_active }, { onSuccess: onClose });
  return (
    <Modal opened centered size={480} onClose={onClose} title={user.name} closeOnClickOutside={!link.data}>
      <form className={styles["form"]} onSubmit={submit} noValidate>
        <p className={styles["text"]}>{user.email}</p>
        {user.is_active && <UserFields draft={draft} problems={problems} onChange={setDraft} />}
        {!user.is_active && <p className={styles["text"]}>May not sign in. What they did stays theirs.</p>}
        {link.data && <LinkOnce name={user.name} link={link.data} />}
        {failed && (
          <p className={styles["problem"]} role="alert">
            {messageOf(failed)}
          </p>
        )}
        <div className={styles["more"]}>
          {user.is_active && !link.data && (
            <Button variant="default" loading={link.isPending} onClick={() => link.mutate()}>
              New password link
            </Button>
          )}
          {user.id !== me.id && (
            <Button variant="default" onClick={turn}>
              {user.is_active ? "Shut out" : "Let back in"}
            </Button>
          )}
        </div>
        <div className={styles["footer"]}>
          <Button variant="default" onClick={onClose}>
            {user.is_active ? "Cancel" : "Close"}
          </Button>
          {user.is_active && (
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}
