import { Button, MultiSelect, TextInput } from "@mantine/core";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { titleOf } from "~/map/core/seats";
import type { Person } from "~/map/core/types";
import { Avatar } from "~/parts/Avatar";
import { personCommands } from "../commands";
import { useWorkspace } from "../workspace/context";
import { CloseButton } from "./CloseButton";
import { NotesSection } from "./NotesSection";
import styles from "./PersonPanel.module.css";
import { RelationsSection } from "./RelationsSection";
import { Section } from "./Section";

/** The panel of a part that nobody has been named for: what is hoped for, its lines, and the way to fill it. */
export function SeatPanel({ seat }: { seat: Person }) {
  const workspace = useWorkspace();
  const { data, canEdit, edits, field, fieldAsked, closePanel, openDialog, narrow } = workspace;
  const id = seat.contact_id;
  const commands = personCommands(workspace, seat);
  const heading = useRef<HTMLHeadingElement>(null);
  const wantsHeading = useRef(field === null);
  useEffect(() => {
    if (wantsHeading.current) heading.current?.focus({ preventScroll: true });
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.stopPropagation();
    closePanel();
  };
  const shared = { data, person: seat, at: null, now: workspace.now, canEdit, edits, field, fieldAsked };
  const remove = commands.find((command) => command.id === "person.remove");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape anywhere inside closes the panel
    <div className={styles["scroll"]} onKeyDown={onKeyDown} data-overlay={narrow || undefined}>
      <header className={styles["head"]}>
        <Avatar name={seat.name} sentiment="unknown" size={56} />
        <div className={styles["who"]}>
          <h2 ref={heading} tabIndex={-1} className={styles["name"]}>
            {seat.name}
          </h2>
          <p className={styles["title"]}>Empty seat: nobody named yet</p>
        </div>
        <div className={styles["tools"]}>
          <CloseButton onClose={closePanel} />
        </div>
      </header>
      {canEdit && (
        <Button mx={18} mt={4} mb={10} onClick={() => openDialog("fill", { seatId: id })}>
          Fill seat…
        </Button>
      )}
      <Section title="Who is wanted">
        <MultiSelect
          size="xs"
          label="Personas, the main one first"
          disabled={!canEdit}
          data={data.personas.map(({ key, name }) => ({ value: key, label: name }))}
          value={seat.personas}
          onChange={(personas) => void edits.apply({ type: "edit_person", contactId: id, fields: { personas } })}
        />
        <TitleField
          disabled={!canEdit}
          said={titleOf(seat, data.personas)}
          onSave={(name) => void edits.apply({ type: "edit_person", contactId: id, fields: { name } })}
        />
      </Section>
      <RelationsSection
        key={`manager:${field === "manager" ? fieldAsked : 0}`}
        {...shared}
        commands={commands}
        onSelect={workspace.select}
        onLine={workspace.openLine}
        onMove={(manager) => void workspace.moveUnder(id, manager)}
        refusal={workspace.refusal}
      />
      <NotesSection {...shared} />
      {remove && (
        <Button variant="subtle" color="var(--danger)" mx={18} my={10} size="xs" onClick={remove.run}>
          Remove the seat
        </Button>
      )}
    </div>
  );
}

interface TitleFieldProps {
  said: string;
  disabled: boolean;
  onSave: (title: string) => void;
}

function TitleField({ said, disabled, onSave }: TitleFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const save = () => {
    if (typed !== null && typed.trim() !== said) onSave(typed.trim());
    setTyped(null);
  };
  return (
    <TextInput
      size="xs"
      mt={8}
      label="Title you hope to find"
      disabled={disabled}
      maxLength={200}
      value={typed ?? said}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Enter") save();
      }}
    />
  );
}
