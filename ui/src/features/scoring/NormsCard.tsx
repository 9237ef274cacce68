import { ChevronRightIcon } from "~/icons";
import { countOf, formatMoment } from "~/parts/format";
import { type Norms, useNorms } from "./api";
import { InfluenceStarts } from "./InfluenceStarts";
import styles from "./NormsCard.module.css";
import cardStyles from "./SettingGroupCard.module.css";

type Rates = Norms["defaults"];
type Stage = Norms["personas"][number]["stages"][number];

const COLUMNS: readonly { readonly key: keyof Rates; readonly title: string; readonly share: boolean }[] = [
  { key: "reply_rate", title: "Mails answered", share: true },
  { key: "answers_per_log_hour", title: "Pace of answers", share: false },
  { key: "acceptance", title: "Invitations accepted", share: true },
  { key: "two_way_per_day", title: "Acts a working day", share: false },
  { key: "initiative", title: "Started by them", share: true },
];

/** What the book says is usual for each persona at each stage, with how many people it rests on. */
export function NormsCard() {
  const norms = useNorms();
  if (!norms.data) return null;
  const { personas, learned_at, people, least_people, defaults } = norms.data;
  const known = personas.filter((persona) => persona.stages.length > 0);
  const unknown = personas.filter((persona) => persona.stages.length === 0);
  return (
    <details className={cardStyles["card"]}>
      <summary className={cardStyles["summary"]}>
        <ChevronRightIcon className={cardStyles["arrow"]} size={17} />
        <h2 className={cardStyles["title"]}>What is usual</h2>
        <span className={cardStyles["count"]}>
          {known.length > 0 ? `learned for ${countOf(known.length, "persona", "personas")}` : "too few to say"}
        </span>
      </summary>
      <div className={styles["body"]}>
        <p className={styles["about"]}>
          Behaviour is held against what is usual for the persona at the stage.{" "}
          {learned_at
            ? `Learned ${formatMoment(learned_at)} from ${countOf(people, "stakeholder", "stakeholders")} of open deals, and held to the defaults where there is little.`
            : "Nothing is learned yet: it is done once a night, and the defaults hold until then."}
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keyboard */}
        <section className={styles["scroll"]} aria-label="What is usual, by persona and stage" tabIndex={0}>
          <table className={styles["table"]}>
            <thead>
              <tr>
                <th scope="col">Persona</th>
                <th scope="col">Stage</th>
                <th scope="col">People</th>
                {COLUMNS.map((column) => (
                  <th scope="col" key={column.key}>
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">Default</th>
                <td>all</td>
                <td>–</td>
                <Cells rates={defaults} />
              </tr>
              {known.flatMap((persona) =>
                rowsOf(persona.stages).map((row) => (
                  <tr key={`${persona.persona} ${row.stage}`}>
                    <th scope="row">{persona.name}</th>
                    <td>{row.name}</td>
                    <td>{row.people}</td>
                    <Cells rates={row} />
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </section>
        {unknown.length > 0 && (
          <p className={styles["about"]}>
            Too few to say (under {least_people} people): {unknown.map((persona) => persona.name).join(", ")}.
          </p>
        )}
        <InfluenceStarts starts={norms.data.influence} leastPeople={least_people} />
      </div>
    </details>
  );
}

/** Stages at which too few stand to be told apart share one row, that of the persona. */
function rowsOf(stages: readonly Stage[]): readonly Stage[] {
  const apart = stages.filter((stage) => stage.basis === "stage");
  const [shared] = stages.filter((stage) => stage.basis === "persona");
  return shared ? [...apart, { ...shared, name: apart.length > 0 ? "all others" : "all" }] : apart;
}

function Cells({ rates }: { readonly rates: Rates }) {
  return COLUMNS.map(({ key, share }) => (
    <td key={key}>{share ? `${Math.round(rates[key] * 100)} %` : rates[key].toFixed(2)}</td>
  ));
}
