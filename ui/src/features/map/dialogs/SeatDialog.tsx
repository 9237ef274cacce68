import { Button, Group, Modal, MultiSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { draftSeat } from "~/map/core/seats";
import { useWorkspace } from "../workspace/context";
import type { DialogProps } from "../workspace/requests";

/** A part one knows is there, and not who plays it. */
export function SeatDialog({ onClose }: DialogProps<"seat">) {
  const { data, edits, find } = useWorkspace();
  const [title, setTitle] = useState("");
  const [personas, setPersonas] = useState<string[]>([]);
  const [wrong, setWrong] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() === "" && personas.length === 0) return setWrong(true);
    const person = draftSeat(title, personas, data.personas);
    onClose();
    const added = await edits.apply({ type: "add_person", person, box: null, lines: [] });
    if (added) find(person.contact_id);
  };
  return (
    <Modal opened onClose={onClose} title="An empty seat" size={460} closeButtonProps={{ "aria-label": "Close" }}>
      <form onSubmit={(event) => void submit(event)}>
        <p style={{ margin: "0 0 14px", color: "var(--text-2)" }}>
          Somebody must have this part in the decision, and you do not know who. The seat takes lines like a person,
          counts as not identified, and is filled later.
        </p>
        <MultiSelect
          data-autofocus
          label="Persona"
          placeholder={personas.length === 0 ? "Economic buyer, ratifier…" : ""}
          data={data.personas.map(({ key, name }) => ({ value: key, label: name }))}
          value={personas}
          onChange={setPersonas}
        />
        <TextInput
          mt={12}
          label="Title you hope to find"
          placeholder="Head of procurement"
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          error={wrong && "Say which persona is missing, or the title you hope to find."}
        />
        <Group justify="flex-end" mt={18}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">Put it on the map</Button>
        </Group>
      </form>
    </Modal>
  );
}
