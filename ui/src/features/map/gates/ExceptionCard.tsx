import { Button, Group, Textarea } from "@mantine/core";
import { useState } from "react";
import { messageOf } from "~/api/errors";
import { formatDay } from "~/parts/format";
import { useWorkspace } from "../workspace/context";
import { type Decision, type StageException, useDecideException } from "./api";
import styles from "./gates.module.css";

const SAID: Readonly<Record<Decision, string>> = {
  approve: "Approved: the deal may move.",
  refuse: "Refused.",
  withdraw: "Withdrawn.",
};

/** An exception that waits or holds: who asked, why, until when; decided on in place. */
export function ExceptionCard({ exception }: { readonly exception: StageException }) {
  const { data, say } = useWorkspace();
  const decide = useDecideException(data.opportunity.id);
  const [note, setNote] = useState("");
  const act = (decision: Decision) =>
    decide.mutate({ exception, decision, note: note.trim() }, { onSuccess: () => say(SAID[decision]) });
  const changed = exception.covers.filter(({ has_changed }) => has_changed);
  return (
    <section className={styles["card"]} aria-label="Exception">
      <p className={styles["who"]}>
        {exception.status === "asked" ? "Exception asked for" : "Exception approved"} by{" "}
        <strong>
          {(exception.status === "asked" ? exception.asked_by : exception.decided_by)?.name ?? "somebody"}
        </strong>
        , until {formatDay(exception.until)}
        {exception.is_over ? " (over)" : ""}
        {exception.status === "approved" && exception.asked_by ? `, asked for by ${exception.asked_by.name}` : ""}
      </p>
      <p className={styles["why"]}>{exception.why}</p>
      {exception.note && <p className={styles["why"]}>Decision: {exception.note}</p>}
      {changed.length > 0 && (
        <p role="note" className={styles["advice"]}>
          Changed since it was asked for, and not covered: {changed.map(({ label }) => label).join(", ")}.
        </p>
      )}
      {exception.can_decide && (
        <Textarea
          label="Note"
          description="Needed to refuse."
          autosize
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          mb="sm"
        />
      )}
      {exception.status === "asked" && !exception.can_decide && (
        <p className={styles["advice"]}>A manager of the deal, RevOps or an admin decides; never who asked.</p>
      )}
      {decide.isError && <p role="alert">{messageOf(decide.error)}</p>}
      <Group justify="flex-end">
        {exception.can_withdraw && (
          <Button variant="default" size="xs" loading={decide.isPending} onClick={() => act("withdraw")}>
            Withdraw
          </Button>
        )}
        {exception.can_decide && (
          <>
            <Button
              variant="default"
              size="xs"
              disabled={note.trim() === ""}
              loading={decide.isPending}
              onClick={() => act("refuse")}
            >
              Refuse
            </Button>
            <Button size="xs" loading={decide.isPending} onClick={() => act("approve")}>
              Approve
            </Button>
          </>
        )}
      </Group>
    </section>
  );
}
