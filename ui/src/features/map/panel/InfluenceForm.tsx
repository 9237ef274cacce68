import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { InfluenceLevel, Person } from "~/map/core/types";
import { INFLUENCE_WORDS } from "~/map/core/words";
import { inThreeMonths } from "~/parts/format";
import { InfluenceBars } from "~/parts/InfluenceBars";
import type { Edits } from "../api/edits";
import forms from "./Forms.module.css";
import styles from "./InfluenceSection.module.css";

const LEVELS: readonly InfluenceLevel[] = ["low", "medium", "high"];

interface InfluenceFormProps {
  person: Person;
  edits: Edits;
  onDone: () => void;
  /** The level chosen where the form was opened from. */
  start?: InfluenceLevel;
}

/** An override says why the record is wrong and until when: nobody would ever take it off otherwise. */
export function InfluenceForm({ person, edits, onDone, start }: InfluenceFormProps) {
  const { override } = person.influence;
  const [level, setLevel] = useState<InfluenceLevel | null>(start ?? override?.level ?? null);
  const [reason, setReason] = useState(override?.reason ?? "");
  const [until, setUntil] = useState(override?.until ?? inThreeMonths());
  const [problem, setProblem] = useState<{ level?: string; reason?: string; until?: string }>({});

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (level === null) return setProblem({ level: "Choose a level." });
    if (reason.trim() === "") return setProblem({ reason: "Say why the record's own answer is wrong." });
    if (until === "" || until < new Date().toISOString().slice(0, 10))
      return setProblem({ until: "Give a day to come." });
    void edits.apply({
      type: "override_influence",
      contactId: person.contact_id,
      override: { level, reason: reason.trim(), until, by: null },
    });
    onDone();
  };
  const clear = () => {
    void edits.apply({ type: "override_influence", contactId: person.contact_id, override: null });
    onDone();
  };
  return (
    <form className={forms["form"]} onSubmit={submit} aria-label="Influence override" noValidate>
      <fieldset className={forms["words"]} style={{ gridTemplateColumns: "repeat(3, 1fr)" }}>
        <legend className={forms["legend"]}>Influence on this decision</legend>
        {LEVELS.map((each, index) => (
          <label
            key={each}
            className={forms["word"]}
            data-checked={level === each || undefined}
            style={{ "--hue": "var(--accent)" }}
          >
            <input
              type="radio"
              name="influence"
              checked={level === each}
              // biome-ignore lint/a11y/noAutofocus: the form was opened by a command for this very field
              autoFocus={level === null ? index === 0 : level === each}
              data-autofocus={level === each || undefined}
              onChange={() => setLevel(each)}
            />
            <InfluenceBars score={each === "low" ? 20 : each === "medium" ? 60 : 100} number={false} />
            {INFLUENCE_WORDS[each]}
          </label>
        ))}
      </fieldset>
      {problem.level && <p className={styles["problem"]}>{problem.level}</p>}
      <TextInput
        label="Why"
        required
        value={reason}
        error={problem.reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TextInput
        label="Holds until"
        type="date"
        required
        value={until}
        error={problem.until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <div className={forms["buttons"]}>
        {override && (
          <Button variant="subtle" size="xs" color="gray" onClick={clear} className={forms["left"] ?? ""}>
            Remove override
          </Button>
        )}
        <Button variant="default" size="xs" onClick={onDone}>
          Cancel
        </Button>
        <Button size="xs" type="submit">
          Save
        </Button>
      </div>
    </form>
  );
}
