import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { ApiError, ConflictError, messageOf } from "~/api/errors";
import { AlertIcon } from "~/icons";
import { countOf } from "~/parts/format";
import { type Settings, usePreview, useSaveSettings } from "./api";
import styles from "./ChangeBar.module.css";
import { PreviewResult } from "./PreviewResult";
import { type Edits, withEdits } from "./values";

interface ChangeBarProps {
  readonly settings: Settings;
  readonly edits: Edits;
  /** By path; the fields show them. */
  readonly onProblems: (problems: Readonly<Record<string, string>>) => void;
  readonly onDone: () => void;
}

const MEANWHILE =
  "Somebody saved other settings meanwhile. Your changes now stand on top of theirs: look through them and save again.";

/** What the edits would do to the open deals, and putting them in force. */
export function ChangeBar({ settings, edits, onProblems, onDone }: ChangeBarProps) {
  const preview = usePreview();
  const save = useSaveSettings();
  const [note, setNote] = useState("");
  const values = withEdits(settings.values, edits);
  const error = save.error ?? preview.error;

  const show = (problem: Error): void => onProblems(problem instanceof ApiError ? firstMessages(problem) : {});
  const look = (): void => {
    save.reset();
    preview.mutate(values, { onSuccess: () => onProblems({}), onError: show });
  };
  const keep = (): void =>
    save.mutate({ values, note: note.trim(), on: settings }, { onSuccess: onDone, onError: show });

  return (
    <section className={styles["bar"]} aria-label="Your changes">
      {error && (
        <p className={styles["problem"]} role="alert">
          <AlertIcon size={17} /> {error instanceof ConflictError ? MEANWHILE : messageOf(error)}
        </p>
      )}
      {preview.data && <PreviewResult preview={preview.data} />}
      <div className={styles["row"]}>
        <strong className={styles["count"]}>{countOf(Object.keys(edits).length, "change", "changes")}</strong>
        <TextInput
          className={styles["why"] ?? ""}
          aria-label="Why, for those who wonder later"
          placeholder="Why? For those who wonder later"
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button variant="subtle" onClick={onDone}>
          Discard
        </Button>
        <Button variant="default" loading={preview.isPending} onClick={look}>
          Preview
        </Button>
        <Button loading={save.isPending} onClick={keep}>
          Save
        </Button>
      </div>
    </section>
  );
}

/** The server names a value by its path in the settings; older answers put `values.` in front. */
function firstMessages(error: ApiError): Readonly<Record<string, string>> {
  const entries = Object.entries(error.fields).map(([path, messages]) => [
    path.replace(/^values\./, ""),
    messages[0] ?? "",
  ]);
  return Object.fromEntries(entries) as Readonly<Record<string, string>>;
}
