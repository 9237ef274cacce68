import type { ReactNode } from "react";
import { FIELD_NAMES, type Field } from "~/map/core/fields";
import type { Person } from "~/map/core/types";
import { FieldPopover } from "../fields/FieldPopover";
import styles from "./Outline.module.css";

interface CellProps {
  person: Person;
  field: Field;
  /** Null where the cell cannot be changed. */
  onEdit: (() => void) | null;
  /** The form, while it is open. */
  form: ReactNode;
  /** Closed without the form's own buttons; `back`: the focus goes back to the cell. */
  onClose: (back: boolean) => void;
  children: ReactNode;
}

/** A cell that opens a small form by click, or by Enter or F2 once the keys have gone to it. */
export function Cell({ person, field, onEdit, form, onClose, children }: CellProps) {
  if (!onEdit) return <td data-column={field}>{children}</td>;
  const button = (
    <button
      type="button"
      tabIndex={-1}
      data-cell={field}
      className={styles["cell"]}
      aria-haspopup="dialog"
      title={`Change ${FIELD_NAMES[field].toLowerCase()} of ${person.name}`}
      onClick={(event) => {
        event.stopPropagation();
        onEdit();
      }}
    >
      {children}
    </button>
  );
  return (
    <td data-column={field}>
      {/* Only for the one that is open: a popover in each cell of a thousand rows would be felt. */}
      {form ? (
        <FieldPopover person={person} field={field} target={button} onClose={onClose}>
          {form}
        </FieldPopover>
      ) : (
        button
      )}
    </td>
  );
}
