import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import styles from "./ConflictDialog.module.css";
import { type Draft, differencesOf, type FieldSpec, type Fields, wordsOf } from "./draft";

interface ConflictDialogProps {
  readonly noun: string;
  readonly fields: readonly FieldSpec[];
  readonly draft: Draft;
  readonly initial: Draft;
  /** The record the draft started from, for the words of references. */
  readonly base: Fields;
  readonly current: Fields;
  /** The names of the fields for which the saved version is taken. */
  readonly onResolve: (takeTheirs: ReadonlySet<string>) => void;
  readonly onCancel: () => void;
}

/** Somebody saved first: both versions of each contested field side by side, to choose between. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { noun, fields, draft, initial, current, onResolve, onCancel } = props;
  const differences = differencesOf(draft, initial, current, fields);
  const [takeTheirs, setTakeTheirs] = useState<ReadonlySet<string>>(new Set());
  const choose = (name: string, theirs: boolean): void =>
    setTakeTheirs((old) => new Set(theirs ? [...old, name] : [...old].filter((each) => each !== name)));

  return (
    <Modal opened centered size={560} onClose={onCancel} title={`This ${noun} was changed meanwhile`}>
      <p className={styles["lead"]}>
        {differences.length === 0
          ? "Somebody saved other fields of it. Your edits do not contradict theirs: both can be kept."
          : "Somebody saved it while you were editing. Choose what to keep; everything else of both edits is kept anyway."}
      </p>
      {differences.map(({ field, theirs, mine }) => (
        <fieldset key={field.name} className={styles["field"]}>
          <legend>{field.label}</legend>
          <Version
            name={field.name}
            label="Yours"
            text={wordsOf(mine, field)}
            chosen={!takeTheirs.has(field.name)}
            onChoose={() => choose(field.name, false)}
          />
          <Version
            name={field.name}
            label="Saved meanwhile"
            text={wordsOf(current[field.name], field) || theirs}
            chosen={takeTheirs.has(field.name)}
            onChoose={() => choose(field.name, true)}
          />
        </fieldset>
      ))}
      <div className={styles["footer"]}>
        <Button variant="default" onClick={onCancel}>
          Back to the form
        </Button>
        <Button onClick={() => onResolve(takeTheirs)}>Save this version</Button>
      </div>
    </Modal>
  );
}

interface VersionProps {
  readonly name: string;
  readonly label: string;
  readonly text: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Version({ name, label, text, chosen, onChoose }: VersionProps) {
  return (
    <label className={styles["version"]}>
      <input type="radio" name={`keep-${name}`} checked={chosen} onChange={onChoose} />
      <span>
        <span className={styles["label"]}>{label}</span>
        <span className={styles["text"]}>{text || "Empty"}</span>
      </span>
    </label>
  );
}
