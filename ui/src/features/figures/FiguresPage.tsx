import { useQuery } from "@tanstack/react-query";
import { get } from "~/api/http";
import type { Reply } from "~/api/types";
import { countOf, formatDay } from "~/parts/format";
import { PageHeader } from "~/parts/page/PageHeader";
import { RecordPage } from "~/parts/page/RecordPage";
import { Section } from "~/parts/page/Section";
import styles from "./figures.module.css";
import { RatersSection } from "./RatersSection";
import { WeekCharts } from "./WeekCharts";
import { type LinesBy, linesBy } from "./weekLines";
import { MARKS, sayFigure } from "./words";

type Figures = Reply<"get_figures">;
type Spread = Figures["teams_quality"];
type Group = Figures["outcomes"]["by_map"][number];

/** How well maps are kept, by team and seller and week by week; and how closed deals ended. */
export function FiguresPage() {
  const figures = useQuery({
    queryKey: ["figures"],
    queryFn: ({ signal }) => get<Figures>("/api/v1/figures", {}, signal),
  });
  return (
    <RecordPage record={figures} noun="figures" listHref="/portfolio">
      {(found) => (
        <>
          <PageHeader title="Figures">
            {countOf(found.deals, "open deal", "open deals")} of those you answer for
          </PageHeader>
          <div className={styles["sections"]}>
            <Section title="Map quality and freshness by team" flush>
              <SpreadTable quality={found.teams_quality} freshness={found.teams_freshness} noun="team" />
            </Section>
            <Section title="By seller" flush={found.names_sellers}>
              {found.sellers_quality && found.sellers_freshness ? (
                <SpreadTable quality={found.sellers_quality} freshness={found.sellers_freshness} noun="seller" />
              ) : (
                <p>The settings name and rank no seller, and tell of no team of fewer than three.</p>
              )}
              <p className={styles["note"]}>
                {found.sellers_apart === null
                  ? `Too few to say how far sellers are apart: at least two with ${found.least} open deals are needed.`
                  : `Between the best and the weakest seller lie ${found.sellers_apart.toFixed(1)} points, after what chance alone would make.`}
              </p>
            </Section>
            <RatersSection />
            <Section title="Week by week" flush>
              <Weeks weeks={found.weeks} />
            </Section>
            <Section title="How closed deals ended" count={found.outcomes.deals} flush>
              <p className={styles["warning"]}>{found.outcomes.warning}</p>
              <GroupTable caption="By map" groups={found.outcomes.by_map} currency={found.currency} />
              <GroupTable
                caption="By engaged stakeholders in the last 90 days of the deal"
                groups={found.outcomes.by_engaged}
                currency={found.currency}
              />
            </Section>
          </div>
        </>
      )}
    </RecordPage>
  );
}

function Scroll({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard
    <section className={styles["scroll"]} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}

function SpreadTable(props: { readonly quality: Spread; readonly freshness: Spread; readonly noun: string }) {
  const { quality, freshness, noun } = props;
  if (quality.members.length === 0) return <p className={styles["note"]}>No {noun} to tell of yet.</p>;
  const fresh = new Map(freshness.members.map((member) => [member.id, member]));
  return (
    <Scroll label={`Map quality by ${noun}`}>
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">{noun === "team" ? "Team" : "Seller"}</th>
            <th scope="col">Open deals</th>
            <th scope="col">Quality, 95 %</th>
            <th scope="col">Freshness, 95 %</th>
            <th scope="col">Against the others</th>
          </tr>
        </thead>
        <tbody>
          {quality.members.map((member) => (
            <tr key={member.id}>
              <th scope="row">{member.name}</th>
              <td>{member.deals}</td>
              <td>{range(member)}</td>
              <td>{range(fresh.get(member.id) ?? member)}</td>
              <td data-mark={member.mark}>{MARKS[member.mark]}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <td>{quality.deals}</td>
            <td>{quality.mean?.toFixed(0)}</td>
            <td>{freshness.mean?.toFixed(0)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </Scroll>
  );
}

function range(member: Spread["members"][number]): string {
  const { value, low, high } = member;
  if (value === null || low === null || high === null) return "–";
  const held = (bound: number): string => Math.min(100, Math.max(0, bound)).toFixed(0);
  return `${value.toFixed(0)} (${held(low)} to ${held(high)})`;
}

function Weeks({ weeks }: { readonly weeks: Figures["weeks"] }) {
  if (weeks.length === 0)
    return <p className={styles["note"]}>None yet; earlier weeks are worked out while the server is idle.</p>;
  const lines = linesBy(weeks);
  return (
    <>
      <WeekCharts {...lines} />
      <details className={styles["details"]}>
        <summary>All weeks in figures</summary>
        <WeekTable {...lines} />
      </details>
    </>
  );
}

function WeekTable({ all, teams, sellers }: LinesBy<Figures["weeks"][number]>) {
  const columns = [{ ...all, name: "All: quality, freshness (deals)" }, ...teams, ...sellers].map((line) => ({
    ...line,
    of: new Map(line.weeks.map((week) => [week.week, week])),
  }));
  return (
    <Scroll label="Map quality week by week">
      <table className={styles["table"]} data-dense="">
        <thead>
          <tr>
            <th scope="col">Week of</th>
            {columns.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...all.weeks].reverse().map(({ week: day }) => (
            <tr key={day}>
              <th scope="row">{formatDay(day)}</th>
              {columns.map(({ id, of }) => {
                const cell = of.get(day);
                return (
                  <td key={id}>
                    {cell ? `${cell.quality.toFixed(0)}, ${cell.freshness.toFixed(0)} (${cell.deals})` : "–"}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface GroupTableProps {
  readonly caption: string;
  readonly groups: readonly Group[];
  readonly currency: string;
}

function GroupTable({ caption, groups, currency }: GroupTableProps) {
  return (
    <Scroll label={caption}>
      <table className={styles["table"]}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Deals</th>
            <th scope="col">Count</th>
            <th scope="col">Won, 95 %</th>
            <th scope="col">Days to win, median</th>
            <th scope="col">Size when won, median</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.key}>
              <th scope="row">{group.label}</th>
              <td>{group.deals}</td>
              <td>{sayFigure(group.won, "share")}</td>
              <td>{sayFigure(group.days, "days")}</td>
              <td>{sayFigure(group.amount, "money", currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
