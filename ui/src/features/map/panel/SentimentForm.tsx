import { Button, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Person, SentimentWord } from "~/map/core/types";
import { SENTIMENT_GLYPHS, SENTIMENT_NAMES } from "~/theme/palette";
import type { Edits } from "../api/edits";
import styles from "./Forms.module.css";

const WORDS: readonly SentimentWord[] = ["advocate", "supportive", "neutral", "sceptical", "opposed"];

interface SentimentFormProps {
  person: Person;
  edits: Edits;
  onDone: () => void;
  /** The word chosen where the form was opened from. */
  start?: SentimentWord;
}

/** The seller's view. It is worth nothing without what it rests on, so the evidence is required. */
export function SentimentForm({ person, edits, onDone, start }: SentimentFormProps) {
  const { seller } = person.sentiment;
  const [word, setWord] = useState<SentimentWord | null>(start ?? seller?.word ?? null);
  const [evidence, setEvidence] = useState("");
  const [problem, setProblem] = useState<string | null>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (word === null) return setProblem("Choose a word first.");
    if (evidence.trim() === "") return setProblem("Say what they did or said that shows it.");
    void edits.apply({
      type: "assess_sentiment",
      contactId: person.contact_id,
      seller: { word, evidence: evidence.trim(), at: new Date().toISOString(), by: null },
    });
    onDone();
  };
  const clear = () => {
    void edits.apply({ type: "assess_sentiment", contactId: person.contact_id, seller: null });
    onDone();
  };
  return (
    <form className={styles["form"]} onSubmit={submit} aria-label="Seller's view" noValidate>
      <fieldset className={styles["words"]}>
        <legend className={styles["legend"]}>Your view of {person.name}</legend>
        {WORDS.map((each, index) => (
          <label
            key={each}
            className={styles["word"]}
            data-checked={word === each || undefined}
            style={{ "--hue": `var(--sentiment-${each})`, "--ink": `var(--sentiment-${each}-text)` }}
          >
            <input
              type="radio"
              name="sentiment"
              value={each}
              checked={word === each}
              // biome-ignore lint/a11y/noAutofocus: the form was opened by a command for this very field
              autoFocus={word === null ? index === 0 : word === each}
              data-autofocus={word === each || undefined}
              onChange={() => setWord(each)}
            />
            <span className={styles["glyph"]} aria-hidden="true">
              {SENTIMENT_GLYPHS[each]}
            </span>
            {SENTIMENT_NAMES[each]}
          </label>
        ))}
      </fieldset>
      <Textarea
        label="What shows it"
        description="What they said or did, so that others can judge. Would you show it to them?"
        required
        autosize
        minRows={2}
        value={evidence}
        error={problem}
        onChange={(event) => {
          setEvidence(event.currentTarget.value);
          setProblem(null);
        }}
      />
      <div className={styles["buttons"]}>
        {seller && (
          <Button variant="subtle" size="xs" color="gray" onClick={clear} className={styles["left"] ?? ""}>
            Back to not assessed
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
