import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useMemo, useState } from "react";
import { messageOf } from "~/api/errors";
import { get } from "~/api/http";
import type { Reply } from "~/api/types";
import { presented } from "~/map/core/present";
import type { Person } from "~/map/core/types";
import { formatDay } from "~/parts/format";
import { asMoment, mapKeys } from "../api/map";
import { EmptyMap } from "../components/EmptyMap";
import { useWorkspace } from "../workspace/context";
import styles from "./ActivitiesView.module.css";
import { ActivityDialog } from "./ActivityDialog";
import { ActivityFilters, NO_CHOICE } from "./ActivityFilters";
import { ActivityList } from "./ActivityList";
import { type Activity, lanesOf, sideOf } from "./filter";

const DAY = 86_400_000;
const SPAN = 28 * DAY;
/** The server's largest page: a busier time says how many of it are not drawn. */
const MOST = 200;
const TICKS = [0, 0.25, 0.5, 0.75] as const;

/** What happened with whom: a lane for each person, four weeks at a time, so that no history is too long. */
export function ActivitiesView() {
  const { data, view, matched, now, select } = useWorkspace();
  const known = asMoment(view.at);
  const today = Math.ceil((known ? Date.parse(known) : now.getTime()) / DAY) * DAY;
  const [span, setSpan] = useState({ start: today - SPAN, end: today });
  const [choice, setChoice] = useState(NO_CHOICE);
  const [opened, setOpened] = useState<Activity | null>(null);
  const { start, end } = span;
  const { kind, person, side } = choice;
  const id = data.opportunity.id;
  const found = useQuery({
    queryKey: [...mapKeys.deal(id), "activities", start, end, kind, person],
    queryFn: ({ signal }) =>
      get<Reply<"list_activities">>(
        "/api/v1/activities",
        {
          opportunity_id: id,
          occurred_from: new Date(start).toISOString(),
          occurred_to: new Date(end).toISOString(),
          ...(kind ? { kind } : {}),
          ...(person ? { contact_id: person } : {}),
          limit: MOST,
        },
        signal,
      ),
    placeholderData: keepPreviousData,
  });
  const people = useMemo(() => {
    const shown = presented(data.people, matched);
    return person ? shown.filter((each) => each.contact_id === person) : shown;
  }, [data.people, matched, person]);
  const lanes = useMemo(() => lanesOf(found.data?.items ?? [], { side, known }), [found.data, side, known]);
  if (data.people.length === 0) return <EmptyMap />;
  const hidden = (found.data?.total ?? 0) - MOST;
  return (
    <div className={styles["scroll"]} aria-busy={found.isPlaceholderData}>
      <ActivityFilters
        people={data.people}
        choice={choice}
        onChoice={setChoice}
        span={span}
        latest={today}
        onSpan={setSpan}
      />
      {hidden > 0 && (
        <p className={styles["help"]}>
          Only the latest {MOST} of {hidden + MOST} are drawn: choose fewer days, a kind or a person.
        </p>
      )}
      {found.isError && <p role="alert">{messageOf(found.error)}</p>}
      {found.data && [...lanes.values()].length === 0 && (
        <p className={styles["help"]}>Nothing of this kind happened in these days.</p>
      )}
      <div className={styles["axis"]} aria-hidden="true">
        {TICKS.map((part) => (
          <span key={part} style={{ left: `${part * 100}%` }}>
            {formatDay(new Date(start + part * (end - start)).toISOString())}
          </span>
        ))}
      </div>
      <ul className={styles["lanes"]}>
        {people.map((each) => (
          <Lane
            key={each.contact_id}
            person={each}
            activities={lanes.get(each.contact_id) ?? []}
            placeOf={(at) => (at - start) / (end - start)}
            onPerson={() => select(each.contact_id)}
            onOpen={setOpened}
          />
        ))}
      </ul>
      {person !== "" && <ActivityList activities={lanes.get(person) ?? []} onOpen={setOpened} />}
      {opened && <ActivityDialog activity={opened} onClose={() => setOpened(null)} />}
    </div>
  );
}

interface LaneProps {
  readonly person: Person;
  readonly activities: readonly Activity[];
  /** From 0 at the left to 1 at the right. */
  readonly placeOf: (at: number) => number;
  readonly onPerson: () => void;
  readonly onOpen: (activity: Activity) => void;
}

function Lane({ person, activities, placeOf, onPerson, onOpen }: LaneProps) {
  return (
    <li className={styles["lane"]}>
      <button type="button" className={styles["name"]} data-card={person.contact_id} onClick={onPerson}>
        {person.name}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys step between the marks of a lane */}
      <div className={styles["track"]} onKeyDown={step}>
        {activities.map((each, index) => (
          <button
            key={each.id}
            type="button"
            className={styles["mark"]}
            data-side={sideOf(each)}
            tabIndex={index === 0 ? 0 : -1}
            style={{ left: `${placeOf(Date.parse(each.occurred_at)) * 100}%` }}
            aria-label={`${person.name}: ${each.kind}, ${formatDay(each.occurred_at)}`}
            title={`${formatDay(each.occurred_at)} · ${each.kind}: ${each.subject}`}
            onClick={() => onOpen(each)}
          />
        ))}
      </div>
    </li>
  );
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
