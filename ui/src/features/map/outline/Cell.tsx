import { Popover } from "@mantine/core";
import type { ReactNode } from "react";
import type { Person } from "~/map/core/types";
import type { CellField } from "./cells";
import styles from "./Outline.module.css";

interface CellProps {
  person: Person;
  field: CellField;
  label: string;
  /** Null where the cell cannot be changed. */
  onEdit: (() => void) | null;
  /** The form, while it is open. */
  form: ReactNode;
  /** Closed without the form's own buttons; `back`: the focus goes back to the cell. */
  onClose: (back: boolean) => void;
  children: ReactNode;
}

/** A cell that opens a small form by click, or by Enter or F2 once the keys have gone to it. */
export function Cell({ person, field, label, onEdit, form, onClose, children }: CellProps) {
  if (!onEdit) return <td data-column={field}>{children}</td>;
  const button = (
    <button
      type="button"
      tabIndex={-1}
      data-cell={field}
      className={styles["cell"]}
      aria-haspopup="dialog"
      title={`Change ${label.toLowerCase()} of ${person.name}`}
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
      {form ? (
        // Only for the one that is open: a popover in each cell of a thousand rows would be felt.
        <Popover
          opened
          onChange={(opened) => !opened && onClose(false)}
          closeOnEscape={false}
          trapFocus
          position="bottom-start"
          width={field === "sentiment" ? 400 : 340}
          shadow="lg"
        >
          <Popover.Target>{button}</Popover.Target>
          <Popover.Dropdown
            className={styles["form"] ?? ""}
            aria-label={`${label} of ${person.name}`}
            // Events of a portal go up to the row, which would open the panel or jump to a typed name.
            onClick={(event) => event.stopPropagation()}
            onKeyDown={(event) => {
              event.stopPropagation();
              if (event.key === "Escape") onClose(true);
            }}
          >
            {form}
          </Popover.Dropdown>
        </Popover>
      ) : (
        button
      )}
    </td>
  );
}
