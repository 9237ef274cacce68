import { Loader, SegmentedControl, Select } from "@mantine/core";
import { useState } from "react";
import { messageOf } from "~/api/errors";
import lens from "../lens/LensPanel.module.css";
import { useWorkspace } from "../workspace/context";
import { type Happening, useWhatIf } from "./api";
import { figuresOf, wordsOf } from "./difference";
import styles from "./side.module.css";

const HAPPENINGS: readonly { value: Happening; label: string }[] = [
  { value: "leaves", label: "Leaves" },
  { value: "opposed", label: "Turns against us" },
  { value: "won_over", label: "Is won over" },
];

/** One person leaves, turns or is won over: every figure before and after. Nothing is stored. */
export function WhatIfTab() {
  const { data, view, changeView } = useWorkspace();
  const [what, setWhat] = useState<Happening>("leaves");
  const people = data.people.filter(({ status }) => status === "active");
  const found = useWhatIf(data.opportunity.id, view.about, what);
  return (
    <div className={styles["whatif"]}>
      <Select
        label="Person"
        placeholder="Choose somebody"
        searchable
        data={people.map(({ contact_id: value, name, title }) => ({
          value,
          label: title ? `${name}, ${title}` : name,
        }))}
        value={view.about}
        onChange={(about) => changeView({ about })}
      />
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="What happens"
        value={what}
        onChange={(value) => setWhat(value as Happening)}
        data={[...HAPPENINGS]}
      />
      {view.about === null && (
        <p className={lens["about"]}>
          Choose a person to see what their leaving or turning would do. Nothing is stored.
        </p>
      )}
      {found.isError && <p role="alert">{messageOf(found.error)}</p>}
      {view.about !== null && found.isLoading && <Loader size="sm" />}
      {view.about !== null && found.data && (
        <div aria-live="polite" aria-busy={found.isPlaceholderData}>
          <table className={styles["figures"]}>
            <caption className={styles["caption"]}>Before and after; nothing is stored</caption>
            <thead>
              <tr>
                <th scope="col">Figure</th>
                <th scope="col">Now</th>
                <th scope="col">Then</th>
              </tr>
            </thead>
            <tbody>
              {figuresOf(found.data).map(({ name, before, after, turn }) => (
                <tr key={name} data-turn={turn}>
                  <th scope="row">{name}</th>
                  <td>{before}</td>
                  <td>{after}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <ul className={styles["words"]}>
            {wordsOf(found.data).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
