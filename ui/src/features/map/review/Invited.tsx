import { Button, Group, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { messageOf } from "~/api/errors";
import { useMe } from "~/api/session";
import { useUsers } from "../api/map";
import { useWorkspace } from "../workspace/context";
import { type DealReview, useReviewChange } from "./api";
import styles from "./review.module.css";

/** Colleagues asked to comment; who does not see the deal yet sees it from then on, to read and comment. */
export function Invited({ invited }: { readonly invited: DealReview["invited"] }) {
  const { data, canEdit, say } = useWorkspace();
  const me = useMe();
  const change = useReviewChange(data.opportunity.id);
  const users = useUsers(canEdit);
  const [user, setUser] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (user === null) return;
    change.mutate(
      { type: "invite", body: { user_id: user, note: note.trim() } },
      {
        onSuccess: () => {
          say("The invitation is sent.");
          setUser(null);
          setNote("");
        },
      },
    );
  };
  return (
    <>
      {invited.length > 0 && (
        <p className={styles["about"]}>
          Asked: {invited.map((each) => `${each.user.name}${each.has_commented ? "" : " (no word yet)"}`).join(", ")}
        </p>
      )}
      {canEdit && (
        <form onSubmit={submit} noValidate>
          <Group align="flex-end" gap="xs">
            <Select
              label="Ask a colleague"
              placeholder="Nobody"
              searchable
              data={(users.data?.items ?? [])
                .filter(({ id }) => id !== me.id)
                .map(({ id, name }) => ({ value: id, label: name }))}
              value={user}
              onChange={setUser}
            />
            <TextInput label="What about" value={note} onChange={(event) => setNote(event.currentTarget.value)} />
            <Button type="submit" variant="default" size="xs" disabled={user === null} loading={change.isPending}>
              Invite
            </Button>
          </Group>
          {change.isError && <p role="alert">{messageOf(change.error)}</p>}
        </form>
      )}
    </>
  );
}
