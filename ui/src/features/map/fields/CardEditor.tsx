import { useState } from "react";
import { FIELD_NAMES, FIELDS, type Field } from "~/map/core/fields";
import { useWorkspace } from "../workspace/context";
import { FieldForm } from "./FieldForm";
import { FieldPopover } from "./FieldPopover";
import styles from "./Fields.module.css";
import { usePlaceOnCard } from "./usePlaceOnCard";

interface CardEditorProps {
  contactId: string;
  /** The part of the card that was asked for. */
  asked: Field;
  onClose: () => void;
}

/** Persona, vote, sentiment and influence, changed on the card they stand on. */
export function CardEditor({ contactId, asked, onClose }: CardEditorProps) {
  const { data, byId, edits, canvas } = useWorkspace();
  const [field, setField] = useState(asked);
  const place = usePlaceOnCard(contactId, field);
  const person = byId.get(contactId);
  if (!person || !place) return null;
  const back = () => {
    onClose();
    canvas.current?.focusCard(contactId);
  };
  const [left, top, width, height] = place;
  return (
    <FieldPopover
      person={person}
      field={field}
      place={place}
      target={<span className={styles["anchor"]} style={{ left, top, width, height }} />}
      onClose={(again) => (again ? back() : onClose())}
    >
      <FieldTabs field={field} name={person.name} onChange={setField} />
      <FieldForm key={field} data={data} person={person} field={field} edits={edits} onDone={back} />
    </FieldPopover>
  );
}

interface FieldTabsProps {
  field: Field;
  name: string;
  onChange: (field: Field) => void;
}

/** The four fields in one row: a vote that nobody knows has no place on the card to press. */
function FieldTabs({ field, name, onChange }: FieldTabsProps) {
  return (
    <div role="radiogroup" aria-label={`What to change of ${name}`} className={styles["tabs"]}>
      {FIELDS.map((each) => (
        <label key={each} className={styles["tab"]} data-checked={each === field || undefined}>
          <input
            type="radio"
            name="field-of-card"
            aria-label={FIELD_NAMES[each]}
            checked={each === field}
            onChange={() => onChange(each)}
          />
          {FIELD_NAMES[each]}
        </label>
      ))}
    </div>
  );
}
