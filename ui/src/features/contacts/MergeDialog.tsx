import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { messageOf } from "~/api/errors";
import type { Contact } from "~/api/types";
import { RecordPicker } from "~/parts/form/RecordPicker";
import { useReturnFocus } from "~/parts/useReturnFocus";
import styles from "./MergeDialog.module.css";
import {
  type Duplicate,
  FIELD_NAMES,
  type MergePreview,
  useDuplicates,
  useMerge,
  useMergePreview,
  whatMoves,
} from "./merging";

interface MergeDialogProps {
  /** Who stays. */
  readonly contact: Contact;
  readonly onClose: () => void;
}

/** Choose who is the same person, look at what will be kept, merge. */
export function MergeDialog({ contact, onClose }: MergeDialogProps) {
  useReturnFocus();
  const [other, setOther] = useState("");
  const duplicates = useDuplicates(contact.id).data;
  const preview = useMergePreview(contact.id, other);
  const merge = useMerge(contact);
  const problem = merge.isError ? messageOf(merge.error) : preview.isError ? messageOf(preview.error) : "";
  const shown = other ? preview.data : undefined;
  return (
    <Modal opened centered size={720} onClose={onClose} title={`Merge with ${contact.name}`}>
      <p className={styles["lead"]}>
        {contact.name} stays and their own values win. Maps, lines and activities of the other become theirs. It can be
        undone on this page.
      </p>
      {duplicates && duplicates.length > 0 && (
        <Proposals duplicates={duplicates.slice(0, 5)} chosen={other} onChoose={setOther} />
      )}
      <RecordPicker
        name="absorb"
        label={duplicates?.length ? "Or somebody else" : "Who is the same person?"}
        source="contacts"
        query={contact.account ? { account_id: contact.account.id } : {}}
        except={contact.id}
        value={duplicates?.some((each) => each.other.id === other) ? "" : other}
        chosen={null}
        error={undefined}
        onChange={setOther}
      />
      {shown && <Comparison preview={shown} />}
      {(problem || shown?.refused) && (
        <p className={styles["problem"]} role="alert">
          {problem || shown?.refused}
        </p>
      )}
      <div className={styles["footer"]}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          disabled={shown?.refused !== ""}
          loading={merge.isPending}
          onClick={() => merge.mutate(other, { onSuccess: onClose })}
        >
          Merge
        </Button>
      </div>
    </Modal>
  );
}

interface ProposalsProps {
  readonly duplicates: readonly Duplicate[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

function Proposals({ duplicates, chosen, onChoose }: ProposalsProps) {
  return (
    <fieldset className={styles["proposals"]}>
      <legend>May be the same person</legend>
      {duplicates.map(({ other, reasons }) => (
        <label key={other.id} className={styles["proposal"]}>
          <input type="radio" name="proposal" checked={chosen === other.id} onChange={() => onChoose(other.id)} />
          <span>
            <span className={styles["name"]}>{other.name}</span>
            <span className={styles["quiet"]}>
              {[other.title, other.email, ...reasons].filter(Boolean).join(" · ")}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Comparison({ preview }: { readonly preview: MergePreview }) {
  return (
    <>
      {/* A table wider than a phone is scrolled by hand or key. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles["scroll"]} tabIndex={0} aria-label="What will be kept">
        <table className={styles["table"]}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Stays</th>
              <th scope="col">Goes</th>
              <th scope="col">Kept</th>
            </tr>
          </thead>
          <tbody>
            {preview.fields.map(({ field, keep, absorb, kept }) => (
              <tr key={field}>
                <th scope="row">{FIELD_NAMES[field] ?? field}</th>
                <td>{keep || <span className={styles["quiet"]}>–</span>}</td>
                <td>{absorb || <span className={styles["quiet"]}>–</span>}</td>
                <td data-new={kept !== keep}>{kept}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles["moves"]}>{whatMoves(preview)}</p>
    </>
  );
}
