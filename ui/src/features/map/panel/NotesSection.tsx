import { Button, Textarea } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { PanelProps } from "./props";
import { Section } from "./Section";

/** Free text on this person in this deal. */
export function NotesSection({ person, canEdit, edits, field, fieldAsked }: PanelProps) {
  const [text, setText] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  // Asked for again while something is being typed, the words stay.
  useEffect(() => {
    if (field === "notes" && fieldAsked > 0) area.current?.focus();
  }, [field, fieldAsked]);
  const changed = text !== null && text !== person.notes;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text === null) return;
    const saved = await edits.apply({ type: "edit_person", contactId: person.contact_id, fields: { notes: text } });
    // Refused or lost: the words stay in the field.
    if (saved) setText(null);
  };
  return (
    <Section title="Notes">
      <form onSubmit={(event) => void submit(event)}>
        <Textarea
          aria-label={`Notes on ${person.name}`}
          autosize
          minRows={2}
          maxRows={14}
          value={text ?? person.notes}
          placeholder={canEdit ? "What colleagues should know. Would you show it to them?" : "No notes"}
          readOnly={!canEdit}
          ref={area}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {changed && (
          <div style={{ display: "flex", gap: 8, justifyContent: "flex-end", marginTop: 8 }}>
            <Button variant="default" size="xs" onClick={() => setText(null)}>
              Discard
            </Button>
            <Button size="xs" type="submit">
              Save notes
            </Button>
          </div>
        )}
      </form>
    </Section>
  );
}
