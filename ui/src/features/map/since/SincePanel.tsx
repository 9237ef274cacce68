import { ActionIcon, Loader } from "@mantine/core";
import { useEffect, useRef } from "react";
import { messageOf } from "~/api/errors";
import { CloseIcon } from "~/icons";
import { LINE_KINDS } from "~/map/core/lines";
import type { LineKind } from "~/map/core/types";
import { formatMoment } from "~/parts/format";
import { useWorkspace } from "../workspace/context";
import styles from "./since.module.css";
import { type Changes, sinceWords, useChanges } from "./useSince";

type Change = Changes["items"][number];

/** The difference as a list, newest first, with who or what caused each; a name leads to its card. */
export function SincePanel() {
  const { view, changeView } = useWorkspace();
  const changes = useChanges();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const since = view.since ?? "";
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape anywhere inside closes the panel
    <div
      className={styles["scroll"]}
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && changeView({ since: null })}
    >
      <header className={styles["head"]}>
        <h2 ref={heading} tabIndex={-1} className={styles["title"]}>
          Since {sinceWords(since)}
        </h2>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Stop comparing"
          onClick={() => changeView({ since: null })}
        >
          <CloseIcon size={17} />
        </ActionIcon>
      </header>
      <label className={styles["other"]}>
        Another day
        <input
          type="date"
          value={since.slice(0, 10)}
          onChange={(event) => event.target.value && changeView({ since: event.target.value })}
        />
      </label>
      {changes.isError && <p role="alert">{messageOf(changes.error)}</p>}
      {changes.isLoading && <Loader size="sm" m="lg" />}
      {changes.data && <List changes={changes.data} />}
    </div>
  );
}

function List({ changes: { items, complete, total } }: { changes: Changes }) {
  if (items.length === 0) return <p className={styles["none"]}>Nothing changed on this map.</p>;
  return (
    <>
      <ol className={styles["list"]}>
        {items.map((change) => (
          <Item key={change.id} change={change} />
        ))}
      </ol>
      {(!complete || total > items.length) && (
        <p className={styles["none"]}>There was more than can be shown. Choose a later day.</p>
      )}
    </>
  );
}

const SIGNS = { joined: "+", left: "×", changed: "Δ" } as const;

function Item({ change }: { change: Change }) {
  const { byId, find } = useWorkspace();
  const { contact, what, by, cause, reason, at } = change;
  const present = contact !== null && byId.has(contact.id);
  return (
    <li className={styles["item"]}>
      <span className={styles["sign"]} data-what={what} aria-hidden="true">
        {SIGNS[what]}
      </span>
      <div>
        {present && contact ? (
          <button type="button" className={styles["who"]} onClick={() => find(contact.id)}>
            {contact.name}
          </button>
        ) : (
          <strong>{contact?.name ?? "The deal"}</strong>
        )}{" "}
        {words(change)}
        {reason && <p className={styles["reason"]}>{reason}</p>}
        <p className={styles["cause"]}>
          {by?.name ?? (cause === "scores" ? "Behaviour" : "Not recorded by whom")}, {formatMoment(at)}
        </p>
      </div>
    </li>
  );
}

function words({ subject, what, label, before, after, line_kind: kind, other }: Change): string {
  if (subject === "line") {
    const line = `${LINE_KINDS[kind as LineKind]?.forward ?? "is connected with"} ${other?.name ?? "somebody"}`;
    if (what !== "changed") return `${line}: line ${what === "joined" ? "drawn" : "erased"}`;
    return `${line}: ${label.toLowerCase()} ${before || "empty"} → ${after || "empty"}`;
  }
  if (what !== "changed") return what === "joined" ? "joined the map" : "left the map";
  return `${label.toLowerCase()}: ${before || "empty"} → ${after || "empty"}`;
}
