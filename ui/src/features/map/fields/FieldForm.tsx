import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { type Field, VOTE_WORDS } from "~/map/core/fields";
import type { MapData, Person } from "~/map/core/types";
import type { Edits } from "../api/edits";
import forms from "../panel/Forms.module.css";
import { InfluenceForm } from "../panel/InfluenceForm";
import { SentimentForm } from "../panel/SentimentForm";
import styles from "./Fields.module.css";

interface FieldFormProps {
  data: MapData;
  person: Person;
  field: Field;
  edits: Edits;
  onDone: () => void;
}

/** The small form that opens at a card or under a cell: the panel's own forms, so that the same things are asked for. */
export function FieldForm({ field, ...rest }: FieldFormProps) {
  switch (field) {
    case "persona":
      return <PersonaForm {...rest} />;
    case "vote":
      return <VoteForm {...rest} />;
    case "sentiment":
      return <SentimentForm {...rest} />;
    case "influence":
      return <InfluenceForm {...rest} />;
  }
}

type FormProps = Omit<FieldFormProps, "field">;

function PersonaForm({ data, person, edits, onDone }: FormProps) {
  const [personas, setPersonas] = useState(person.personas);
  const first = Math.max(
    data.personas.findIndex(({ key }) => key === person.personas[0]),
    0,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (personas.join() !== person.personas.join())
      void edits.apply({ type: "edit_person", contactId: person.contact_id, fields: { personas } });
    onDone();
  };
  return (
    <form className={forms["form"]} onSubmit={submit} aria-label="Personas">
      <fieldset className={forms["words"]} style={{ gridTemplateColumns: "1fr 1fr" }}>
        <legend className={forms["legend"]}>Personas of {person.name}, the main one first</legend>
        {data.personas.map(({ key, name }, index) => {
          const place = personas.indexOf(key);
          return (
            <label
              key={key}
              className={`${forms["word"]} ${styles["persona"]}`}
              data-checked={place >= 0 || undefined}
              style={{ "--hue": "var(--accent)" }}
            >
              <input
                type="checkbox"
                checked={place >= 0}
                data-autofocus={index === first || undefined}
                onChange={() => setPersonas(place < 0 ? [...personas, key] : personas.filter((each) => each !== key))}
              />
              {name}
              {place >= 0 && personas.length > 1 && <span aria-hidden="true">{place + 1}</span>}
            </label>
          );
        })}
      </fieldset>
      <FormButtons onCancel={onDone} />
    </form>
  );
}

function VoteForm({ person, edits, onDone }: FormProps) {
  const [vote, setVote] = useState(person.indicators.vote);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (vote !== person.indicators.vote)
      void edits.apply({ type: "edit_person", contactId: person.contact_id, fields: { indicators: { vote } } });
    onDone();
  };
  return (
    <form className={forms["form"]} onSubmit={submit} aria-label="Vote">
      <fieldset className={forms["words"]} style={{ gridTemplateColumns: "repeat(4, 1fr)" }}>
        <legend className={forms["legend"]}>How {person.name} will vote</legend>
        {VOTES.map((each) => (
          <label
            key={each}
            className={`${forms["word"]} ${styles["vote"]}`}
            data-checked={vote === each || undefined}
            style={{ "--hue": "var(--accent)" }}
          >
            <input
              type="radio"
              name="vote"
              checked={vote === each}
              data-autofocus={vote === each || undefined}
              onChange={() => setVote(each)}
            />
            {VOTE_WORDS[each]}
          </label>
        ))}
      </fieldset>
      <FormButtons onCancel={onDone} />
    </form>
  );
}

const VOTES = ["for", "undecided", "against", ""] as const;

function FormButtons({ onCancel }: { onCancel: () => void }) {
  return (
    <div className={forms["buttons"]}>
      <Button variant="default" size="xs" onClick={onCancel}>
        Cancel
      </Button>
      <Button size="xs" type="submit">
        Save
      </Button>
    </div>
  );
}
