import { SENIORITIES } from "~/parts/form/specs";
import type { Norms } from "./api";
import styles from "./NormsCard.module.css";

/** Where people of a persona and seniority start in influence, until something is known of themselves. */
export function InfluenceStarts(props: { readonly starts: Norms["influence"]; readonly leastPeople: number }) {
  const { starts, leastPeople } = props;
  if (starts.length === 0) {
    return (
      <p className={styles["about"]}>
        Influence starts from the defaults: of no kind of person are there {leastPeople} about whom something is known.
      </p>
    );
  }
  return (
    <>
      <p className={styles["about"]}>
        Influence starts, until something is known of the person, from what is known of others like them; elsewhere the
        defaults hold.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keyboard */}
      <section className={styles["scroll"]} aria-label="Where influence starts" tabIndex={0}>
        <table className={styles["table"]}>
          <thead>
            <tr>
              <th scope="col">Persona</th>
              <th scope="col">Seniority</th>
              <th scope="col">People</th>
              <th scope="col">Starts from</th>
              <th scope="col">Default</th>
            </tr>
          </thead>
          <tbody>
            {starts.map((start) => (
              <tr key={`${start.persona} ${start.seniority}`}>
                <th scope="row">{start.name || "None"}</th>
                <td>{seniorityOf(start.seniority)}</td>
                <td>{start.people}</td>
                <td>{Math.round(start.usual * 100)}</td>
                <td>{Math.round(start.default * 100)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function seniorityOf(key: string): string {
  return SENIORITIES.find((each) => each.value === key)?.label ?? "Not assessed";
}
