import { Button, Checkbox, Group, Modal, MultiSelect, Select } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { addPersonas, countOf, giveOwner, moveAll, replacePersonas } from "~/map/core/bulk";
import type { Change } from "~/map/core/changes";
import { personaName } from "~/map/core/words";
import { useUsers } from "../api/map";
import { useWorkspace } from "../workspace/context";
import type { BulkField, DialogProps } from "../workspace/requests";

const TITLES: Readonly<Record<BulkField, string>> = {
  personas: "Personas",
  owner: "Coverage owner",
  manager: "Manager",
};

/** One field of several people, changed and undone in one step. */
export function BulkDialog({ request: { field }, onClose }: DialogProps<"bulk">) {
  const { data, picks, edits, tree, nameOf, refusal } = useWorkspace();
  const [personas, setPersonas] = useState<string[]>([]);
  const [replace, setReplace] = useState(false);
  const [id, setId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const users = useUsers(field === "owner");
  // Whom the dialog was opened for: they stay the same when somebody else changes the map meanwhile.
  const [people] = useState(picks.picked);
  const who = countOf(people);

  const chosen = (): { changes: Change[]; title: string } | string => {
    if (field === "personas") {
      if (personas.length === 0 && !replace) return "Choose at least one persona.";
      const names = personas.map((key) => personaName(key, data.personas)).join(", ") || "no persona";
      const changes = replace ? replacePersonas(people, personas) : addPersonas(people, personas);
      return { changes, title: `${names} for ${who}` };
    }
    if (field === "owner") {
      const owner = users.data?.items.find((user) => user.id === id) ?? null;
      return { changes: giveOwner(people, owner), title: `${owner?.name ?? "Nobody"} covers ${who}` };
    }
    const changes = moveAll(people, id, tree.managerOf);
    const refused =
      id === null
        ? []
        : changes.flatMap((change) => (change.type === "set_manager" ? (refusal(change.contactId, id) ?? []) : []));
    if (refused[0]) return refused[0];
    return { changes, title: `${who} report to ${id === null ? "nobody" : nameOf(id)}` };
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const result = chosen();
    if (typeof result === "string") return setProblem(result);
    onClose();
    if (result.changes.length > 0) void edits.applyAll(result.changes, result.title);
  };
  const clearing = {
    clearable: true,
    searchable: true,
    selectFirstOptionOnChange: true,
    value: id,
    onChange: setId,
    error: problem,
    mb: "md",
  } as const;
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${TITLES[field]} of ${who}`}
      size="sm"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form onSubmit={submit} noValidate>
        {field === "personas" && (
          <>
            <MultiSelect
              label="Personas"
              data-autofocus
              searchable
              selectFirstOptionOnChange
              data={data.personas.map(({ key, name }) => ({ value: key, label: name }))}
              value={personas}
              onChange={setPersonas}
              error={problem}
            />
            <Checkbox
              my="md"
              size="xs"
              label="In place of those they have"
              checked={replace}
              onChange={(event) => setReplace(event.currentTarget.checked)}
            />
          </>
        )}
        {field === "owner" && (
          <Select
            {...clearing}
            data-autofocus
            label="Who of ours covers them"
            placeholder="Nobody"
            data={(users.data?.items ?? []).map((user) => ({ value: user.id, label: user.name }))}
            nothingFoundMessage={users.isPending ? "Looking…" : "Nobody of that name"}
            clearButtonProps={{ "aria-label": "Nobody covers them" }}
          />
        )}
        {field === "manager" && (
          <Select
            {...clearing}
            data-autofocus
            label="Reports to"
            placeholder="Nobody on this map"
            data={data.people
              .filter((person) => !people.some((each) => each.contact_id === person.contact_id))
              .map((person) => ({ value: person.contact_id, label: person.name }))}
            limit={100}
            nothingFoundMessage="Nobody on this map is called that"
            clearButtonProps={{ "aria-label": "They report to nobody" }}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">Save</Button>
        </Group>
      </form>
    </Modal>
  );
}
