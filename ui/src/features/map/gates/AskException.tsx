import { Button, Group, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ApiError, messageOf } from "~/api/errors";
import type { Stage } from "~/api/types";
import { useWorkspace } from "../workspace/context";
import { useAskException } from "./api";
import styles from "./gates.module.css";

const TWO_WEEKS_MS = 14 * 86_400_000;
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Ask somebody else to let the deal past what is missing. */
export function AskException({ stage }: { readonly stage: Stage }) {
  const { data, say } = useWorkspace();
  const ask = useAskException(data.opportunity.id);
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState("");
  const [until, setUntil] = useState(() => dayOf(Date.now() + TWO_WEEKS_MS));
  const [empty, setEmpty] = useState(false);
  if (!open)
    return (
      <div>
        <Button variant="default" size="xs" onClick={() => setOpen(true)}>
          Ask for an exception…
        </Button>
      </div>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setEmpty(why.trim() === "");
    if (why.trim() === "") return;
    ask.mutate(
      { stage: stage.key, why: why.trim(), until },
      { onSuccess: () => say(`An exception for ${stage.name} is asked for.`) },
    );
  };
  const fields = ask.error instanceof ApiError ? ask.error.fields : {};
  return (
    <form className={styles["card"]} onSubmit={submit} noValidate aria-label={`Exception for ${stage.name}`}>
      <Textarea
        label="Why it cannot wait"
        required
        autosize
        minRows={2}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
        error={empty ? "Say why, for who decides." : fields["why"]?.[0]}
      />
      <TextInput
        label="Until"
        description="The last day it holds; by then the conditions are to be met."
        type="date"
        value={until}
        min={dayOf(Date.now())}
        onChange={(event) => setUntil(event.currentTarget.value)}
        error={fields["until"]?.[0]}
        my="sm"
      />
      {ask.isError && !fields["why"] && !fields["until"] && <p role="alert">{messageOf(ask.error)}</p>}
      <Group justify="flex-end">
        <Button variant="default" size="xs" onClick={() => setOpen(false)}>
          Not now
        </Button>
        <Button type="submit" size="xs" loading={ask.isPending}>
          Ask
        </Button>
      </Group>
    </form>
  );
}
