import { Button, Group, Menu, Modal, Stack, Textarea } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { messageOf } from "~/api/errors";
import { formatAgo, formatDay } from "~/parts/format";
import { inDays, type Signal, type Turn, useTurn } from "./api";
import styles from "./SignalItem.module.css";

const SEVERITIES = { high: "High", medium: "Medium", low: "Low" } as const;
const STATES = {
  open: "",
  snoozed: "Snoozed",
  acted_on: "Acted on",
  resolved: "Resolved",
  dismissed: "Dismissed",
} as const;
const SNOOZES = [
  ["Until tomorrow", 1],
  ["For a week", 7],
  ["For a month", 30],
] as const;

interface SignalItemProps {
  readonly signal: Signal;
  /** What stands above the sentence: the deal, where the page is not about one. */
  readonly above?: ReactNode;
  /** Shows whom it is about. */
  readonly onShow?: (() => void) | undefined;
  /** Told after something was done, for the ear. */
  readonly onDone: (text: string) => void;
  /** Opens the question for a reason: the list's keys ask for it. */
  readonly asking?: boolean;
  readonly onAsking?: (asking: boolean) => void;
}

/** One signal: what happened, what could be done, and what one does with it. */
export function SignalItem({ signal, above, onShow, onDone, asking = false, onAsking }: SignalItemProps) {
  const turn = useTurn();
  const [here, setHere] = useState(false);
  const open = asking || here;
  const ask = onAsking ?? setHere;
  const run = (wanted: Turn, done: string) =>
    turn.mutate({
      signal,
      turn: wanted,
      done: () => {
        ask(false);
        onDone(`${done}: ${signal.text}`);
      },
    });
  return (
    <article className={styles["signal"]} data-severity={signal.severity}>
      <p className={styles["kind"]}>
        <span className={styles["severity"]}>{SEVERITIES[signal.severity]}</span> {signal.label}
        <span className={styles["when"]}>{formatAgo(signal.opened_at)}</span>
      </p>
      {above}
      <p className={styles["text"]}>{signal.text}</p>
      {signal.state === "open" ? (
        signal.action && <p className={styles["action"]}>{signal.action}.</p>
      ) : (
        <p className={styles["action"]}>{said(signal)}</p>
      )}
      <details className={styles["evidence"]}>
        <summary>What it rests on</summary>
        <ul>
          {signal.evidence.map((each) => (
            <li key={`${each.kind}:${each.id}:${each.text}`}>{each.text}</li>
          ))}
        </ul>
      </details>
      <Group gap={6}>
        {onShow && (
          <Button size="compact-sm" variant="light" onClick={onShow}>
            Show on the map
          </Button>
        )}
        {signal.can_change && <Turns signal={signal} busy={turn.isPending} run={run} onDismiss={() => ask(true)} />}
      </Group>
      {turn.isError && !open && (
        <p role="alert" className={styles["problem"]}>
          {messageOf(turn.error)}
        </p>
      )}
      {open && (
        <DismissDialog
          signal={signal}
          problem={turn.isError ? messageOf(turn.error) : null}
          busy={turn.isPending}
          onClose={() => ask(false)}
          onDismiss={(reason) => run({ what: "dismiss", reason }, "Dismissed")}
        />
      )}
    </article>
  );
}

interface TurnsProps {
  readonly signal: Signal;
  readonly busy: boolean;
  readonly run: (turn: Turn, done: string) => void;
  readonly onDismiss: () => void;
}

function Turns({ signal, busy, run, onDismiss }: TurnsProps) {
  if (signal.state === "resolved") return null;
  if (signal.state !== "open") {
    return (
      <Button size="compact-sm" variant="default" loading={busy} onClick={() => run({ what: "reopen" }, "Open again")}>
        Open again
      </Button>
    );
  }
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={busy}
        onClick={() => run({ what: "act", note: "" }, "Acted on")}
      >
        Acted on
      </Button>
      <Menu position="bottom-start" shadow="md" withinPortal={false} floatingStrategy="fixed">
        <Menu.Target>
          <Button size="compact-sm" variant="default">
            Snooze
          </Button>
        </Menu.Target>
        <Menu.Dropdown aria-label="Snooze">
          {SNOOZES.map(([label, days]) => (
            <Menu.Item key={days} onClick={() => run({ what: "snooze", until: inDays(days) }, "Snoozed")}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button size="compact-sm" variant="default" onClick={onDismiss}>
        Dismiss…
      </Button>
    </>
  );
}

interface DismissDialogProps {
  readonly signal: Signal;
  readonly problem: string | null;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onDismiss: (reason: string) => void;
}

function DismissDialog({ signal, problem, busy, onClose, onDismiss }: DismissDialogProps) {
  const [reason, setReason] = useState("");
  return (
    <Modal opened onClose={onClose} title="Dismiss this signal" closeButtonProps={{ "aria-label": "Close" }}>
      <Stack gap="md">
        <p className={styles["text"]}>{signal.text}</p>
        <Textarea
          label="Why is it none?"
          description="It comes back only if its cause goes away and comes again, or grows worse."
          data-autofocus
          autosize
          minRows={2}
          maxLength={2000}
          value={reason}
          error={problem}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={reason.trim() === ""} loading={busy} onClick={() => onDismiss(reason)}>
            Dismiss
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function said(signal: Signal): string {
  const who = signal.changed_by ? ` by ${signal.changed_by.name}` : "";
  const until = signal.state === "snoozed" ? ` until ${formatDay(signal.snoozed_until)}` : "";
  const why = signal.reason ? `: ${signal.reason}` : ".";
  return `${STATES[signal.state]}${until}${who}${why}`;
}
