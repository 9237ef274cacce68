import { Button, SegmentedControl } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { messageOf } from "~/api/errors";
import { AlertIcon, BellIcon } from "~/icons";
import { countOf } from "~/parts/format";
import { FilterSelect } from "~/parts/list/FilterSelect";
import { Pager } from "~/parts/list/Pager";
import { SearchField } from "~/parts/list/SearchField";
import { PAGE_SIZE, useListParams } from "~/parts/list/useListParams";
import { Notice } from "~/parts/Notice";
import { PageHeader } from "~/parts/page/PageHeader";
import { inDays, readSignals, type Signal, useTurn } from "~/parts/signals/api";
import { SignalItem } from "~/parts/signals/SignalItem";
import { useLiveSignals } from "~/parts/signals/useLiveSignals";
import styles from "./InboxPage.module.css";
import { KINDS, STATES } from "./kinds";
import { TalkNext } from "./TalkNext";

const FILTERS = ["whose", "kind", "state"] as const;
const DEFAULTS = { sort: "", whose: "mine", state: "open" } as const;
const WHOSE = [
  { value: "mine", label: "Mine" },
  { value: "team", label: "My team’s" },
  { value: "all", label: "All I see" },
];

export function linkTo(signal: Signal): string {
  const person = signal.contact ? `?p=${signal.contact.id}` : "?side=signals";
  return `/opportunities/${signal.opportunity.id}${person}`;
}

/** What is worth attention now: signals, the gravest first, and whom to talk to next. Keys: J and K, Enter, A, S, D. */
export function InboxPage() {
  useLiveSignals();
  const params = useListParams(FILTERS, DEFAULTS);
  const list = useQuery({
    queryKey: ["signals", params.query, params.filters.state],
    queryFn: ({ signal }) => readSignals({ ...params.query, state: params.filters.state }, signal),
    placeholderData: keepPreviousData,
  });
  const [told, setTold] = useState("");
  const total = list.data?.total;
  return (
    <div className={styles["page"]}>
      <PageHeader title="Inbox">{total !== undefined && countOf(total, "signal", "signals")}</PageHeader>
      <p role="status" className={styles["told"]}>
        {told}
      </p>
      <search className={styles["bar"]}>
        <SegmentedControl
          size="xs"
          aria-label="Whose signals"
          data={WHOSE}
          value={params.filters.whose}
          onChange={(whose) => params.set({ whose })}
        />
        <SearchField
          className={styles["search"]}
          label="Search signals, deals and people"
          value={params.search}
          onChange={(search) => params.set({ search }, { replace: true })}
        />
        <FilterSelect
          label="Kind"
          any="All kinds"
          value={params.filters.kind}
          choices={KINDS}
          onChange={(kind) => params.set({ kind })}
        />
        <FilterSelect
          label="State"
          any="Any state"
          value={params.filters.state === "any" ? "" : params.filters.state}
          choices={STATES}
          onChange={(state) => params.set({ state: state || "any" })}
        />
      </search>
      <p className={styles["keys"]}>
        Keys: <kbd>J</kbd> and <kbd>K</kbd> move, <kbd>Enter</kbd> opens the deal, <kbd>A</kbd> acted on, <kbd>S</kbd>{" "}
        snooze for a week, <kbd>D</kbd> dismiss.
      </p>
      {list.isError && !list.data && (
        <Notice
          urgent
          icon={<AlertIcon size={26} />}
          title="The signals could not be loaded"
          text={messageOf(list.error)}
          action={<Button onClick={() => list.refetch()}>Try again</Button>}
        />
      )}
      {total === 0 && (
        <Notice
          icon={<BellIcon size={26} />}
          title="Nothing waits for you"
          text="What needs attention on your deals stands here as soon as it is seen: who fell quiet, which role is missing, what changed."
        />
      )}
      {list.data && total !== 0 && <SignalRows signals={list.data.items} onDone={setTold} />}
      {list.data && (
        <Pager
          page={params.page}
          pageSize={PAGE_SIZE}
          total={list.data.total}
          onPage={(page) => params.set({ page: String(page) })}
        />
      )}
      <TalkNext />
    </div>
  );
}

/** Keys of a row, by what they do. */
const KEYS: Readonly<Record<string, string>> = {
  j: "j",
  ArrowDown: "j",
  k: "k",
  ArrowUp: "k",
  Enter: "open",
  a: "a",
  s: "s",
  d: "d",
};

interface SignalRowsProps {
  readonly signals: readonly Signal[];
  readonly onDone: (text: string) => void;
}

function SignalRows({ signals, onDone }: SignalRowsProps) {
  const list = useRef<HTMLUListElement>(null);
  const navigate = useNavigate();
  const turn = useTurn();
  const [asking, setAsking] = useState<string | null>(null);
  const focus = (place: number) =>
    list.current
      ?.querySelectorAll<HTMLElement>(":scope > li")
      [Math.max(0, Math.min(place, signals.length - 1))]?.focus();
  const onKeyDown = (event: KeyboardEvent<HTMLLIElement>, signal: Signal, place: number) => {
    // Inside a button or the dialog keys are that element's own.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const run = (what: "act" | "snooze") =>
      turn.mutate(
        {
          signal,
          turn: what === "act" ? { what, note: "" } : { what, until: inDays(7) },
          done: () => onDone(`${what === "act" ? "Acted on" : "Snoozed for a week"}: ${signal.text}`),
        },
        { onSuccess: () => focus(place), onError: (error) => onDone(messageOf(error)) },
      );
    const actions: Readonly<Record<string, () => void>> = {
      j: () => focus(place + 1),
      k: () => focus(place - 1),
      open: () => void navigate(linkTo(signal)),
      ...(signal.can_change && signal.state === "open"
        ? { a: () => run("act"), s: () => run("snooze"), d: () => setAsking(signal.id) }
        : {}),
    };
    const action = actions[KEYS[event.key] ?? ""];
    if (!action) return;
    event.preventDefault();
    action();
  };
  return (
    <ul className={styles["list"]} ref={list} aria-label="Signals">
      {signals.map((signal, place) => (
        <li
          key={signal.id}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of the list start from a row
          tabIndex={0}
          aria-label={`${signal.opportunity.name}: ${signal.text}`}
          onKeyDown={(event) => onKeyDown(event, signal, place)}
        >
          <SignalItem
            signal={signal}
            above={
              <Link className={styles["deal"]} to={linkTo(signal)}>
                {signal.opportunity.name}
                {signal.account && <span className={styles["account"]}> · {signal.account.name}</span>}
                {signal.owner && <span className={styles["account"]}> · {signal.owner.name}</span>}
              </Link>
            }
            onDone={onDone}
            asking={asking === signal.id}
            onAsking={(wanted) => setAsking(wanted ? signal.id : null)}
          />
        </li>
      ))}
    </ul>
  );
}
