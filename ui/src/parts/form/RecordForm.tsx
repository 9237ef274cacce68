import { Button, Drawer } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { ApiError, ConflictError, messageOf } from "~/api/errors";
import { type AnyRecord, type RecordKind, useSaveRecord } from "~/api/records";
import { usePipelines } from "~/api/reference";
import { AlertIcon } from "~/icons";
import { useReturnFocus } from "~/parts/useReturnFocus";
import { ConflictDialog } from "./ConflictDialog";
import { DeleteButton } from "./DeleteButton";
import { changesOf, type Draft, draftOf, type FieldSpec, type Fields, payloadName, problemsOf, rebase } from "./draft";
import { FieldInput } from "./FieldInput";
import styles from "./RecordForm.module.css";
import { FORMS } from "./specs";

export interface RecordFormProps {
  readonly kind: RecordKind;
  /** The record to edit; left out: a new one. */
  readonly record?: AnyRecord;
  /** Values a new record starts with, such as the account whose page this is. */
  readonly start?: Fields;
  readonly onClose: () => void;
  readonly onSaved?: (saved: AnyRecord) => void;
}

/** Create or edit a record in a sheet at the right. A conflict with somebody's later edit never loses either version. */
export function RecordForm({ kind, record, start, onClose, onSaved }: RecordFormProps) {
  useReturnFocus();
  const { noun } = FORMS[kind];
  const fields = useFields(kind);
  const save = useSaveRecord(kind);
  const navigate = useNavigate();
  // What the draft is measured against. After a conflict it is the version that was saved meanwhile.
  const [base, setBase] = useState<Fields>(() => ({ ...(record ?? start ?? {}) }));
  const [draft, setDraft] = useState<Draft>(() => draftOf(base, fields));
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const conflict = save.error instanceof ConflictError ? save.error : null;

  const submit = async (values: Draft, against: Fields): Promise<void> => {
    const found = problemsOf(values, fields);
    setProblems(found);
    if (Object.keys(found).length > 0) return focusFirstProblem(found, fields);
    const changes = changesOf(values, draftOf(record ? against : {}, fields), fields);
    if (record && Object.keys(changes).length === 0) return onClose();
    const existing = record && { id: record.id, version: Number(against["version"]) };
    try {
      const saved = await save.mutateAsync(existing ? { changes, existing } : { changes });
      onSaved?.(saved);
      onClose();
    } catch (error) {
      if (!(error instanceof ApiError)) return;
      const fromServer = serverProblems(error, fields);
      setProblems(fromServer);
      focusFirstProblem(fromServer, fields);
    }
  };

  const resolve = (takeTheirs: ReadonlySet<string>): void => {
    if (!conflict) return;
    const merged = rebase(draft, draftOf(base, fields), conflict.current, fields, takeTheirs);
    setBase(conflict.current);
    setDraft(merged);
    void submit(merged, conflict.current);
  };

  const onDeleted = (): void => {
    onClose();
    void navigate(`/${kind}`);
  };

  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void submit(draft, base);
  };

  return (
    <Drawer
      opened
      position="right"
      size={480}
      onClose={onClose}
      title={record ? `Edit ${noun}` : `New ${noun}`}
      closeButtonProps={{ "aria-label": "Close without saving" }}
    >
      <form className={styles["form"]} onSubmit={onSubmit} noValidate>
        {save.isError && !conflict && (
          <p className={styles["failure"]} role="alert">
            <AlertIcon size={17} /> {messageOf(save.error)}
          </p>
        )}
        <div className={styles["fields"]}>
          {fields.map((field) => (
            <FieldInput
              key={field.name}
              field={field}
              value={draft[field.name] ?? ""}
              chosen={base[field.name]}
              problem={problems[field.name]}
              onChange={(value) => setDraft((old) => ({ ...old, [field.name]: value }))}
            />
          ))}
        </div>
        <div className={styles["footer"]}>
          {record && <DeleteButton kind={kind} noun={noun} record={record} onDeleted={onDeleted} />}
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            {record ? "Save" : `Create ${noun}`}
          </Button>
        </div>
      </form>
      {conflict && (
        <ConflictDialog
          noun={noun}
          fields={fields}
          draft={draft}
          initial={draftOf(base, fields)}
          base={base}
          current={conflict.current}
          onResolve={resolve}
          onCancel={() => save.reset()}
        />
      )}
    </Drawer>
  );
}

function useFields(kind: RecordKind): readonly FieldSpec[] {
  const pipelines = usePipelines().data ?? [];
  const stages = pipelines.flatMap((pipeline) => pipeline.stages.map(({ key, name }) => ({ value: key, label: name })));
  return FORMS[kind].fields.map((field) => (field.name === "stage" ? { ...field, choices: stages } : field));
}

/** The server's complaints under the fields they are about. */
function serverProblems(error: ApiError, fields: readonly FieldSpec[]): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const field of fields) {
    // A complaint about one item of a list names its place: phones.0.
    const item = Object.keys(error.fields).find((name) => name.startsWith(`${field.name}.`));
    const messages = error.fields[payloadName(field)] ?? error.fields[field.name] ?? error.fields[item ?? ""];
    if (messages?.[0]) found[field.name] = messages[0];
  }
  return found;
}

function focusFirstProblem(problems: Readonly<Record<string, string>>, fields: readonly FieldSpec[]): void {
  const first = fields.find((field) => field.name in problems);
  if (first) document.querySelector<HTMLElement>(`[name="${first.name}"]`)?.focus();
}
