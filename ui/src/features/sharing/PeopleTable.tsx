import { hierarchy } from "~/map/core/hierarchy";
import type { MapData } from "~/map/core/types";
import { personaName, sentimentKey } from "~/map/core/words";
import { SentimentBadge } from "~/parts/SentimentBadge";
import styles from "./sharing.module.css";

/** Everybody in words: for readers, for phones, and for those who do not see the picture. */
export function PeopleTable({ map, opinions }: { map: MapData; opinions: boolean }) {
  const { people, lines, layout, personas } = map;
  const { managerOf } = hierarchy(people, lines, layout.boxes);
  const names = new Map(people.map((person) => [person.contact_id, person.name]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has only a keyboard scrolls it
    <section className={styles["scroll"]} aria-label="People" tabIndex={0}>
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Reports to</th>
            {opinions && <th scope="col">Stance</th>}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.contact_id}>
              <th scope="row">
                {person.name}
                <span className={styles["sub"]}>
                  {[person.title, person.department].filter(Boolean).join(", ") || "No title known"}
                </span>
                {opinions && person.personas.length > 0 && (
                  <span className={styles["sub"]}>
                    {person.personas.map((key) => personaName(key, personas)).join(", ")}
                  </span>
                )}
              </th>
              <td>{names.get(managerOf.get(person.contact_id) ?? "") ?? "–"}</td>
              {opinions && (
                <td>
                  <SentimentBadge sentiment={sentimentKey(person)} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
