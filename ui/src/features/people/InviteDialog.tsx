import { Button, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ApiError, messageOf } from "~/api/errors";
import { useMe } from "~/api/session";
import { useReturnFocus } from "~/parts/useReturnFocus";
import { useInvite } from "./api";
import { LinkOnce } from "./LinkOnce";
import styles from "./PeoplePage.module.css";
import { type UserDraft, UserFields } from "./UserFields";

/** Two steps: who they are, then the link with which they set their password. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  useReturnFocus();
  const me = useMe();
  const invite = useInvite();
  const [email, setEmail] = useState("");
  const [draft, setDraft] = useState<UserDraft>({
    name: "",
    title: "",
    role: "rep",
    team: "",
    time_zone: me.time_zone,
  });
  const problems = invite.error instanceof ApiError ? invite.error.fields : {};
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { team, name, ...rest } = draft;
    invite.mutate({ ...rest, name: name.trim() || " ", email: email.trim(), team_id: team || null });
  };
  return (
    <Modal
      opened
      centered
      size={480}
      // A stray click must not close the only place where the link is shown.
      closeOnClickOutside={!invite.data}
      onClose={onClose}
      title={invite.data ? `${invite.data.name} was added` : "Invite somebody"}
    >
      {invite.data ? (
        <>
          <LinkOnce name={invite.data.name} link={invite.data.link} />
          <div className={styles["footer"]}>
            <Button onClick={onClose}>Done</Button>
          </div>
        </>
      ) : (
        <form className={styles["form"]} onSubmit={submit} noValidate>
          <TextInput
            label="E-mail"
            description="They sign in with it."
            type="email"
            name="email"
            withAsterisk
            data-autofocus
            value={email}
            error={problems["email"]?.[0]}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <UserFields draft={draft} problems={problems} onChange={setDraft} />
          {invite.isError && (
            <p className={styles["problem"]} role="alert">
              {messageOf(invite.error)}
            </p>
          )}
          <div className={styles["footer"]}>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={invite.isPending}>
              Invite
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
