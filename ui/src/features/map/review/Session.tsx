import { Button, Group, Select } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { messageOf } from "~/api/errors";
import { change, get } from "~/api/http";
import type { components } from "~/api/schema";
import { useMe } from "~/api/session";
import { mayEdit } from "~/parts/permissions";
import { mapKeys } from "../api/map";
import { useWorkspace } from "../workspace/context";
import styles from "./review.module.css";

type SessionOut = components["schemas"]["SessionOut"];

const STEPS = ["present", "clarify", "test", "improve"] as const;
const STEP_NAMES = {
  present: "Present",
  clarify: "Clarify",
  test: "Test",
  improve: "Improve",
  closed: "Closed",
} as const;
const WHAT = {
  present: "The owner shows the map. Others listen.",
  clarify: "Ask until everybody understands what is known. No advice yet.",
  test: "Each takes a part and tests the map as that person would. Write doubts down as comments.",
  improve: "What changes on the map, and who does what until when? Agree on actions below.",
  closed: "",
} as const;
const PARTS = [
  { value: "cfo", label: "Their CFO" },
  { value: "competitor", label: "A competitor" },
  { value: "blocker", label: "A blocker" },
  { value: "user", label: "A user" },
];
const partName = (part: string) => PARTS.find(({ value }) => value === part)?.label ?? "No part";

/** Test and improve: present, clarify, test in parts, improve. Its end counts as a review. */
export function Session() {
  const { data, canEdit } = useWorkspace();
  const me = useMe();
  const client = useQueryClient();
  const { id } = data.opportunity;
  const address = `/api/v1/opportunities/${id}/session`;
  const found = useQuery({
    queryKey: [...mapKeys.deal(id), "session"],
    queryFn: ({ signal }) => get<SessionOut | null>(address, {}, signal),
  });
  const act = useMutation({
    mutationFn: (send: () => Promise<unknown>) => send(),
    onSettled: () => client.invalidateQueries({ queryKey: mapKeys.deal(id) }),
  });
  const session = found.data;
  if (session === undefined) return null;
  if (session === null)
    return canEdit ? (
      <section className={styles["section"]} aria-label="Test and improve">
        <h3 className={styles["title"]}>Test and improve</h3>
        <p className={styles["about"]}>Test the map together: present, clarify, test in parts, improve.</p>
        <div>
          <Button
            variant="default"
            size="xs"
            loading={act.isPending}
            onClick={() => act.mutate(() => change("POST", address))}
          >
            Start a session
          </Button>
        </div>
        {act.isError && <p role="alert">{messageOf(act.error)}</p>}
      </section>
    ) : null;
  const following = STEPS[STEPS.indexOf(session.step as (typeof STEPS)[number]) + 1];
  const { version } = session;
  return (
    <section className={styles["section"]} aria-label="Test and improve">
      <h3 className={styles["title"]}>Test and improve</h3>
      <ol className={styles["steps"]}>
        {STEPS.map((step) => (
          <li key={step} aria-current={step === session.step ? "step" : undefined}>
            {STEP_NAMES[step]}
          </li>
        ))}
      </ol>
      <p className={styles["about"]}>{WHAT[session.step]}</p>
      {mayEdit(me) && (
        <Select
          label="Your part in the test"
          placeholder="None"
          clearable
          clearButtonProps={{ "aria-label": "No part" }}
          data={PARTS}
          value={session.my_part || null}
          onChange={(part) =>
            act.mutate(() => change("PUT", `${address}/part`, { body: { part: part ?? "" }, version }))
          }
        />
      )}
      {session.parts.length > 0 && (
        <p className={styles["about"]}>
          {session.parts.map(({ user, part }) => `${user.name}: ${partName(part).toLowerCase()}`).join("; ")}
        </p>
      )}
      {session.questions.length > 0 && (
        <ul className={styles["questions"]}>
          {session.questions.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {act.isError && <p role="alert">{messageOf(act.error)}</p>}
      {canEdit && (
        <Group justify="flex-end">
          <Button
            size="xs"
            loading={act.isPending}
            onClick={() => act.mutate(() => change("POST", `${address}/next`, { version }))}
          >
            {following ? `Next: ${STEP_NAMES[following]}` : "Close the session"}
          </Button>
        </Group>
      )}
    </section>
  );
}
