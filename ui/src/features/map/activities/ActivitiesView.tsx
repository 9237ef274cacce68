import { Button, Modal } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useMemo, useState } from "react";
import { messageOf } from "~/api/errors";
import { get } from "~/api/http";
import type { Reply } from "~/api/types";
import { presented } from "~/map/core/present";
import { formatDay, formatMoment } from "~/parts/format";
import { asMoment, mapKeys } from "../api/map";
import { EmptyMap } from "../components/EmptyMap";
import { useWorkspace } from "../workspace/context";
import styles from "./ActivitiesView.module.css";

type Activity = Reply<"list_activities">["items"][number];

const DAY = 86_400_000;
const SPAN = 28 * DAY;
/** The server's largest page: a busier time says how many of it are not drawn. */
const MOST = 200;

/** What happened with whom: a lane for each person, four weeks at a time, so that no history is too long. */
export function ActivitiesView() {
  const { data, view, matched, now, select } = useWorkspace();
  const [back, setBack] = useState(0);
  const [opened, setOpened] = useState<Activity | null>(null);
  const known = asMoment(view.at);
  const end = Math.ceil((known ? Date.parse(known) : now.getTime()) / DAY) * DAY - back * SPAN;
  const start = end - SPAN;
  const id = data.opportunity.id;
  const found = useQuery({
    queryKey: [...mapKeys.deal(id), "activities", start, end],
    queryFn: ({ signal }) =>
      get<Reply<"list_activities">>(
        "/api/v1/activities",
        {
          opportunity_id: id,
          occurred_from: new Date(start).toISOString(),
          occurred_to: new Date(end).toISOString(),
          limit: MOST,
        },
        signal,
      ),
    placeholderData: keepPreviousData,
  });
  const people = useMemo(() => presented(data.people, matched), [data.people, matched]);
  const lanes = useMemo(() => {
    // An earlier map knows only what was recorded by then.
    const items = (found.data?.items ?? []).filter(
      (each) => known === null || Date.parse(each.recorded_at) <= Date.parse(known),
    );
    const by = new Map<string, Activity[]>();
    for (const each of items)
      for (const contact of new Set(each.participants.flatMap((taker) => taker.contact?.id ?? [])))
        by.set(contact, [each, ...(by.get(contact) ?? [])]);
    return by;
  }, [found.data, known]);
  if (data.people.length === 0) return <EmptyMap />;
  return (
    <div className={styles["scroll"]}>
      <div className={styles["bar"]}>
        <Button variant="default" size="xs" onClick={() => setBack(back + 1)}>
          Earlier
        </Button>
        <span className={styles["span"]}>
          {formatDay(new Date(start).toISOString())} to {formatDay(new Date(end - 1).toISOString())}
        </span>
        <Button variant="default" size="xs" disabled={back === 0} onClick={() => setBack(back - 1)}>
          Later
        </Button>
        <span className={styles["help"]}>
          ● they acted · ○ we did · ■ met or spoke
          {found.data && found.data.total > MOST && ` · only the latest ${MOST} of ${found.data.total} are drawn`}
        </span>
      </div>
      {found.isError && <p role="alert">{messageOf(found.error)}</p>}
      <ul className={styles["lanes"]}>
        {people.map((person) => (
          <li key={person.contact_id} className={styles["lane"]}>
            <button
              type="button"
              className={styles["name"]}
              data-card={person.contact_id}
              onClick={() => select(person.contact_id)}
            >
              {person.name}
            </button>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys step between the marks of a lane */}
            <div className={styles["track"]} onKeyDown={step}>
              {(lanes.get(person.contact_id) ?? []).map((each, index) => (
                <button
                  key={each.id}
                  type="button"
                  className={styles["mark"]}
                  data-side={sideOf(each)}
                  tabIndex={index === 0 ? 0 : -1}
                  style={{ left: `${((Date.parse(each.occurred_at) - start) / SPAN) * 100}%` }}
                  aria-label={`${person.name}: ${each.kind}, ${formatDay(each.occurred_at)}`}
                  title={`${formatDay(each.occurred_at)} · ${each.kind}: ${each.subject}`}
                  onClick={() => setOpened(each)}
                />
              ))}
            </div>
          </li>
        ))}
      </ul>
      {opened && (
        <Modal
          opened
          onClose={() => setOpened(null)}
          title={opened.subject || opened.kind}
          closeButtonProps={{ "aria-label": "Close" }}
        >
          <p className={styles["help"]}>
            {formatMoment(opened.occurred_at)} · {opened.kind}
            {opened.duration_minutes !== null && ` · ${opened.duration_minutes} minutes`}
          </p>
          <ul className={styles["takers"]}>
            {opened.participants.map((taker) => (
              <li key={`${taker.role}:${taker.contact?.id ?? taker.user?.id ?? taker.address}`}>
                {taker.contact?.name ?? taker.user?.name ?? taker.address} ({taker.role}
                {taker.response && `, ${taker.response.replace("_", " ")}`})
              </li>
            ))}
          </ul>
        </Modal>
      )}
    </div>
  );
}

function sideOf({ kind, direction }: Activity): "both" | "theirs" | "ours" {
  if (kind === "meeting" || kind === "call") return "both";
  return direction === "outbound" ? "ours" : "theirs";
}

function step(event: KeyboardEvent): void {
  const mark = event.target as HTMLElement;
  const next =
    event.key === "ArrowRight"
      ? mark.nextElementSibling
      : event.key === "ArrowLeft"
        ? mark.previousElementSibling
        : null;
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
}
