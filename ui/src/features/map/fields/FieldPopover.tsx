import { Popover } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { FIELD_NAMES, type Field } from "~/map/core/fields";
import type { Person } from "~/map/core/types";
import styles from "./Fields.module.css";

interface FieldPopoverProps {
  person: Person;
  field: Field;
  /** What it hangs on. */
  target: ReactElement;
  /** Where that is, for a target that moves. */
  place?: readonly number[];
  /** Closed without the form's own buttons; `back`: the focus goes back to where it came from. */
  onClose: (back: boolean) => void;
  children: ReactNode;
}

/** The small window in which one field of one person is changed, on a card as in a row. */
export function FieldPopover({ person, field, target, place, onClose, children }: FieldPopoverProps) {
  return (
    <Popover
      opened
      onChange={(opened) => !opened && onClose(false)}
      closeOnEscape={false}
      trapFocus
      position="bottom-start"
      width={field === "sentiment" ? 400 : 340}
      shadow="lg"
      {...(place ? { positionDependencies: [...place, field] } : {})}
    >
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown
        className={styles["form"] ?? ""}
        aria-label={`${FIELD_NAMES[field]} of ${person.name}`}
        // Events of a portal go up to the row, which would open the panel or jump to a typed name.
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Escape") onClose(true);
        }}
      >
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
