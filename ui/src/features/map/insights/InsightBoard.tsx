import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { messageOf } from "~/api/errors";
import { PlusIcon } from "~/icons";
import { useWorkspace } from "../workspace/context";
import { useInsights } from "./api";
import { byBuyer, COLUMNS, linksOf, OF_BUYERS } from "./board";
import styles from "./InsightBoard.module.css";
import { InsightCard } from "./InsightCard";
import { INSIGHT_KINDS, type Insight, type InsightKind } from "./kinds";

/** What they want and what stands in the way, what each buyer decides by, and what nobody knows yet. */
export function InsightBoard() {
  const { data, view, nameOf, openDialog, canEdit } = useWorkspace();
  const { opportunity, people } = data;
  const insights = useInsights(opportunity.id, opportunity.account?.id);
  const [active, setActive] = useState<string | null>(null);
  const found = insights.data;
  const links = useMemo(() => linksOf(found ?? []), [found]);
  const rows = useMemo(
    () =>
      byBuyer(
        found ?? [],
        people.map((person) => person.contact_id),
      ),
    [found, people],
  );
  if (!opportunity.account) return <p className={styles["empty"]}>Give the deal an account: insights belong to one.</p>;
  if (insights.isError) return <p role="alert">{messageOf(insights.error)}</p>;
  if (!found) return <p className={styles["empty"]}>Insights are being read.</p>;
  const byId = new Map(found.map((each) => [each.id, each]));
  const card = (insight: Insight) => (
    <InsightCard
      key={insight.id}
      insight={insight}
      linked={[...(links.get(insight.id) ?? [])].flatMap((id) => byId.get(id) ?? [])}
      state={active === insight.id ? "active" : active && links.get(active)?.has(insight.id) ? "linked" : undefined}
      onActive={setActive}
    />
  );
  const add = (kind: InsightKind, contactId = "") =>
    canEdit && (
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<PlusIcon size={13} />}
        aria-label={`Add: ${INSIGHT_KINDS[kind]}${contactId ? ` of ${nameOf(contactId)}` : ""}`}
        onClick={() => openDialog("insight", { kind, contactId })}
      >
        Add
      </Button>
    );
  return (
    <div className={styles["board"]}>
      {view.at && <p className={styles["note"]}>The board shows what is known today, also beside an earlier map.</p>}
      <AskNext />
      <div className={styles["columns"]}>
        {COLUMNS.map(({ kind, title }) => {
          const here = found.filter((each) => each.kind === kind);
          return (
            <section key={kind} className={styles["column"]} aria-label={title}>
              <div className={styles["head"]}>
                <h2>{title}</h2>
                <span>{here.length}</span>
                {add(kind)}
              </div>
              {here.length === 0 && <p className={styles["empty"]}>None known yet</p>}
              <ul className={styles["cards"]}>{here.map(card)}</ul>
            </section>
          );
        })}
      </div>
      <section className={styles["buyers"]} aria-label="By buyer">
        <div className={styles["head"]}>
          <h2>By buyer</h2>
          {OF_BUYERS.map(({ kind }) => (
            <span key={kind} className={styles["addKind"]}>
              {INSIGHT_KINDS[kind]} {add(kind)}
            </span>
          ))}
        </div>
        {rows.length === 0 && <p className={styles["empty"]}>Of nobody a criterion, concern or challenge is known.</p>}
        {rows.map((row) => (
          <div key={row.contactId ?? "group"} className={styles["buyer"]}>
            <h3>{row.contactId ? nameOf(row.contactId) : "The whole group"}</h3>
            {OF_BUYERS.map(({ kind, title }) => (
              <div key={kind}>
                <h4>{title}</h4>
                <ul className={styles["cards"]}>{(row.byKind.get(kind) ?? []).map(card)}</ul>
                {row.contactId && add(kind, row.contactId)}
              </div>
            ))}
          </div>
        ))}
      </section>
    </div>
  );
}

const LISTED = 8;

/** The one fact most worth asking for next, and the questions after it. */
function AskNext() {
  const { judgement, nameOf, byId, find } = useWorkspace();
  const gaps = judgement?.knowledge_gaps ?? [];
  const [first, ...others] = gaps;
  if (!first) return null;
  const whom = (ids: readonly string[]) =>
    ids
      .filter((id) => byId.has(id))
      .map((id) => (
        <button key={id} type="button" className={styles["person"]} onClick={() => find(id)}>
          {nameOf(id)}
        </button>
      ));
  return (
    <section className={styles["ask"]} aria-label="Most worth asking next">
      <h2>Most worth asking next</h2>
      <p className={styles["question"]}>{first.question}</p>
      {first.ask.length > 0 && <p>Ask {whom(first.ask)}</p>}
      {others.length > 0 && (
        <details>
          <summary>{others.length} more that nobody knows</summary>
          <ol>
            {others.slice(0, LISTED).map((gap) => (
              <li key={`${gap.code} ${gap.question}`}>
                {gap.question} {gap.ask.length > 0 && <>· ask {whom(gap.ask)}</>}
              </li>
            ))}
          </ol>
          {others.length > LISTED && <p>and {others.length - LISTED} more of less worth</p>}
        </details>
      )}
    </section>
  );
}
