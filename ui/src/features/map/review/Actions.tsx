import { Button, Group, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { messageOf } from "~/api/errors";
import { formatDay } from "~/parts/format";
import { useUsers } from "../api/map";
import { useWorkspace } from "../workspace/context";
import { type Action, useReviewChange } from "./api";
import styles from "./review.module.css";

const WEEK_MS = 7 * 86_400_000;
const STATES: Readonly<Record<Action["status"], string>> = { open: "", done: "done", dropped: "dropped" };

/** What was agreed on: who does what until when. */
export function Actions({ actions }: { readonly actions: readonly Action[] }) {
  const { canEdit } = useWorkspace();
  return (
    <section className={styles["section"]} aria-label="Actions">
      <h3 className={styles["title"]}>Actions</h3>
      {actions.length === 0 && <p className={styles["about"]}>Nothing is agreed on yet.</p>}
      {actions.map((action) => (
        <ActionEntry key={action.id} action={action} />
      ))}
      {canEdit && <AgreeAction />}
    </section>
  );
}

function ActionEntry({ action }: { readonly action: Action }) {
  const { data, canEdit } = useWorkspace();
  const change = useReviewChange(data.opportunity.id);
  return (
    <article className={styles["entry"]} aria-label={action.text}>
      <p className={styles["text"]}>{action.text}</p>
      <p className={styles["about"]} data-late={action.is_overdue || undefined}>
        {action.owner?.name ?? "Nobody"}, {STATES[action.status] || `until ${formatDay(action.due_on)}`}
        {action.is_overdue ? " (overdue)" : ""}
      </p>
      {canEdit && action.status === "open" && (
        <Group gap="xs">
          {(["done", "dropped"] as const).map((status) => (
            <Button
              key={status}
              variant="default"
              size="xs"
              loading={change.isPending}
              aria-label={`${status === "done" ? "Done" : "Drop"}: ${action.text}`}
              onClick={() => change.mutate({ type: "close", action, status })}
            >
              {status === "done" ? "Done" : "Drop"}
            </Button>
          ))}
        </Group>
      )}
      {change.isError && <p role="alert">{messageOf(change.error)}</p>}
    </article>
  );
}

function AgreeAction() {
  const { data } = useWorkspace();
  const change = useReviewChange(data.opportunity.id);
  const users = useUsers(true);
  const [text, setText] = useState("");
  const [owner, setOwner] = useState<string | null>(null);
  const [due, setDue] = useState(() => new Date(Date.now() + WEEK_MS).toISOString().slice(0, 10));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    change.mutate(
      { type: "agree", body: { text: text.trim(), due_on: due, owner_id: owner } },
      { onSuccess: () => setText("") },
    );
  };
  return (
    <form onSubmit={submit} className={styles["form"]} noValidate>
      <TextInput
        label="Action"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        {...(change.isError ? { error: messageOf(change.error) } : {})}
      />
      <Group align="flex-end" gap="xs">
        <Select
          label="Who"
          placeholder="You"
          searchable
          clearable
          clearButtonProps={{ "aria-label": "You" }}
          data={(users.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={owner}
          onChange={setOwner}
        />
        <TextInput label="Until" type="date" value={due} onChange={(event) => setDue(event.currentTarget.value)} />
        <Button type="submit" variant="default" size="xs" disabled={text.trim() === ""} loading={change.isPending}>
          Agree
        </Button>
      </Group>
    </form>
  );
}
