import { ActionIcon, Button } from "@mantine/core";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { PauseIcon, PlayIcon } from "~/icons";
import { dayNumber, dayOf, eventsByDay, marksOf, monthsBetween, nextEventDay } from "~/map/core/days";
import { countOf, formatAgo, formatDay } from "~/parts/format";
import { SinceMenu } from "../since/SinceMenu";
import { useWorkspace } from "../workspace/context";
import { type Timeline, useTimeline } from "./api";
import styles from "./TimeBar.module.css";
import { Trend } from "./Trend";
import { usePlay } from "./usePlay";

const MARKS = 60;
const WEEK = 7;
/** A dragged thumb passes many days: only where it rests is a map asked for. */
const REST_MS = 160;
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" });

/** The deal's life under the map: go to any day of it, or let it pass by. On a phone only while an earlier day is shown. */
export function TimeBar() {
  const { data, view, phone } = useWorkspace();
  const timeline = useTimeline(data.opportunity.id).data;
  if (phone && view.at === null) return null;
  // Its place is kept from the start, so that the picture above it is fitted once.
  return timeline ? <Bar timeline={timeline} /> : <div className={styles["bar"]} aria-busy="true" />;
}

function Bar({ timeline }: { timeline: Timeline }) {
  const { view, changeView, refreshing, now } = useWorkspace();
  const first = dayNumber(timeline.begins);
  const today = Math.max(first + 1, dayNumber(timeline.until));
  const byDay = useMemo(() => eventsByDay(timeline.events), [timeline.events]);
  const shown = Math.min(today, Math.max(first, view.at === null ? today : dayNumber(view.at)));
  // What the thumb shows until the address follows.
  const [held, setHeld] = useState<number | null>(null);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);
  const goTo = useCallback(
    (day: number, wait = 0) => {
      const wanted = Math.min(today, Math.max(first, day));
      setHeld(wanted);
      clearTimeout(rest.current);
      rest.current = setTimeout(() => {
        setHeld(null);
        changeView({ at: wanted === today ? null : dayOf(wanted) });
      }, wait);
    },
    [first, today, changeView],
  );
  const day = held ?? shown;

  const next = useCallback(() => {
    const following = nextEventDay(byDay, shown) ?? today;
    goTo(following);
    return following < today;
  }, [byDay, shown, today, goTo]);
  const [playing, setPlaying] = usePlay(!refreshing && held === null, next);
  const play = () => {
    if (!playing && shown === today) goTo(first);
    setPlaying(!playing);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { PageUp: WEEK, PageDown: -WEEK }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    goTo(day + step, REST_MS);
  };
  const at = (number: number) => `${((number - first) / (today - first)) * 100}%`;
  const told = byDay.get(day) ?? [];
  const name = formatDay(dayOf(day), now);
  return (
    <section className={styles["bar"]} aria-label="The deal over time">
      <ActionIcon
        variant="light"
        radius="xl"
        size={34}
        aria-label={playing ? "Pause" : "Play the deal's life"}
        onClick={play}
      >
        {playing ? <PauseIcon size={16} /> : <PlayIcon size={16} />}
      </ActionIcon>
      <div className={styles["when"]}>
        <input
          type="date"
          className={styles["date"]}
          aria-label="Show the map as of"
          value={dayOf(day)}
          min={dayOf(first)}
          max={dayOf(today)}
          onChange={(event) => event.target.value && goTo(dayNumber(event.target.value), REST_MS)}
        />
        <span className={styles["ago"]}>{day === today ? "Today" : formatAgo(`${dayOf(day)}T00:00:00Z`)}</span>
      </div>
      <div className={styles["life"]}>
        <Trend timeline={timeline} first={first} last={today} day={day} />
        <div className={styles["marks"]} aria-hidden="true">
          {marksOf(byDay, first, today, MARKS).map((mark) => (
            <button
              key={mark.day}
              type="button"
              tabIndex={-1}
              className={styles["mark"]}
              style={{ left: at(mark.day) }}
              data-shown={mark.day === day || undefined}
              data-later={mark.day > day || undefined}
              data-many={mark.count > 4 || undefined}
              title={[formatDay(dayOf(mark.day), now), ...mark.texts.slice(0, 8)].join("\n")}
              onClick={() => goTo(mark.day)}
            />
          ))}
        </div>
        <input
          type="range"
          className={styles["slider"]}
          aria-label="Day"
          min={first}
          max={today}
          value={day}
          aria-valuetext={`${day === today ? "Today" : name}${told.length > 0 ? `: ${told.slice(0, 4).join("; ")}` : ""}`}
          onChange={(event) => goTo(Number(event.target.value), REST_MS)}
          onKeyDown={onKeyDown}
        />
        <div className={styles["months"]} aria-hidden="true">
          {monthsBetween(first, today, 13).map((month) => (
            <span key={month} style={{ left: at(month) }}>
              {MONTH.format(new Date(`${dayOf(month)}T00:00:00Z`))}
            </span>
          ))}
        </div>
      </div>
      <div className={styles["told"]}>
        <strong>{told.length > 0 ? countOf(told.length, "event", "events") : "No event"}</strong>
        <span title={told.join("\n")}>{told[0] ?? (day === today ? "so far today" : `on ${name}`)}</span>
        <span className={styles["acts"]}>
          <SinceMenu />
          {view.at !== null && (
            <Button size="compact-sm" variant="default" onClick={() => goTo(today)}>
              Now
            </Button>
          )}
        </span>
      </div>
    </section>
  );
}
