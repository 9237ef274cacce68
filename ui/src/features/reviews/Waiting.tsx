import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { get } from "~/api/http";
import type { Page, Reply } from "~/api/types";
import { formatDay } from "~/parts/format";
import { Section } from "~/parts/page/Section";
import styles from "./Waiting.module.css";

type StageException = Reply<"list_exceptions">["items"][number];

function useExceptions(query: { readonly status?: "asked"; readonly overdue?: boolean }) {
  return useQuery({
    queryKey: ["exceptions", query],
    queryFn: ({ signal }) => get<Page<StageException>>("/api/v1/exceptions", { ...query, limit: 50 }, signal),
  });
}

/** Exceptions that wait for a decision, and those a deal moved on whose day is over. Decided on the deal's page. */
export function Waiting() {
  const asked = useExceptions({ status: "asked" });
  const overdue = useExceptions({ overdue: true });
  return (
    <>
      <Exceptions title="Exceptions that wait for a decision" rows={asked.data} />
      <Exceptions title="Exceptions that are over while the deal is open" rows={overdue.data} />
    </>
  );
}

function Exceptions({ title, rows }: { readonly title: string; readonly rows: Page<StageException> | undefined }) {
  if (!rows || rows.total === 0) return null;
  return (
    <Section title={title} count={rows.total}>
      <ul className={styles["list"]}>
        {rows.items.map((each) => (
          <li key={each.id}>
            <Link className={styles["deal"]} to={`/opportunities/${each.opportunity.id}`}>
              {each.opportunity.name}
            </Link>{" "}
            into {each.to_stage.name}, until {formatDay(each.until)}. {each.asked_by?.name ?? "Somebody"}: “{each.why}”{" "}
            {each.can_decide && <strong>You may decide.</strong>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
