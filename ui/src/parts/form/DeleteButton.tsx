import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { messageOf } from "~/api/errors";
import { type AnyRecord, type RecordKind, useDeleteRecord } from "~/api/records";
import styles from "./DeleteButton.module.css";

interface DeleteButtonProps {
  readonly kind: RecordKind;
  readonly noun: string;
  readonly record: AnyRecord;
  readonly onDeleted: () => void;
}

/** Asks once, then deletes; the server refuses while other records hang on it and says which. */
export function DeleteButton({ kind, noun, record, onDeleted }: DeleteButtonProps) {
  const [asking, setAsking] = useState(false);
  const remove = useDeleteRecord(kind);
  return (
    <>
      <Button className={styles["button"] ?? ""} variant="subtle" onClick={() => setAsking(true)}>
        Delete…
      </Button>
      <Modal opened={asking} centered size={440} onClose={() => setAsking(false)} title={`Delete “${record.name}”?`}>
        <p className={styles["text"]}>The {noun} leaves every list. Its history is kept for audits.</p>
        {remove.isError && (
          <p className={styles["problem"]} role="alert">
            {messageOf(remove.error)}
          </p>
        )}
        <div className={styles["footer"]}>
          <Button variant="default" onClick={() => setAsking(false)}>
            Keep it
          </Button>
          <Button
            color="red"
            autoContrast={false}
            loading={remove.isPending}
            onClick={() => remove.mutate(record, { onSuccess: onDeleted })}
          >
            Delete
          </Button>
        </div>
      </Modal>
    </>
  );
}
