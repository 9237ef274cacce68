import { Autocomplete, Button, Modal, Select, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ApiError, messageOf } from "~/api/errors";
import { usePersonas } from "~/api/reference";
import { PlusIcon } from "~/icons";
import { DialogFooter } from "~/parts/form/DialogFooter";
import { type MapTemplate, type TemplateRole, useSegments, useTemplateChange } from "./api";
import styles from "./MapTemplatesPage.module.css";

export const IMPORTANCE: Readonly<Record<number, string>> = { 1: "Helpful", 2: "Important", 3: "A must" };
const CHOICES = Object.entries(IMPORTANCE).map(([value, label]) => ({ value, label }));

interface TemplateDialogProps {
  /** Null: a new one. */
  readonly template: MapTemplate | null;
  readonly onClose: () => void;
}

export function TemplateDialog({ template, onClose }: TemplateDialogProps) {
  const personas = usePersonas();
  const segments = useSegments();
  const change = useTemplateChange();
  const [name, setName] = useState(template?.name ?? "");
  const [segment, setSegment] = useState(template?.segment ?? "");
  const [roles, setRoles] = useState<TemplateRole[]>(template?.roles ?? []);
  const fields = change.error instanceof ApiError ? change.error.fields : {};
  const taken = new Set(roles.map((role) => role.persona));
  const choices = (personas.data ?? []).filter((each) => each.is_active);
  const put = (at: number, patch: Partial<TemplateRole>) =>
    setRoles((last) => last.map((role, place) => (place === at ? { ...role, ...patch } : role)));
  const add = () => {
    const next = choices.find(({ key }) => !taken.has(key));
    if (next) setRoles((last) => [...last, { persona: next.key, title: "", importance: 2, from_stage: 0 }]);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const body = { name, segment, roles };
    change.mutate(template ? { type: "update", template, body } : { type: "create", body }, { onSuccess: onClose });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={template ? "Change the template" : "New template"}
      size="xl"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form onSubmit={save} noValidate>
        <Stack gap="sm">
          <TextInput
            label="Name"
            required
            data-autofocus
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={fields["name"]?.[0]}
          />
          <Autocomplete
            label="Segment of the account"
            description="Empty: for all segments without a template of their own."
            comboboxProps={{ withinPortal: false }}
            data={segments.data ?? []}
            value={segment}
            onChange={setSegment}
            error={fields["segment"]?.[0]}
          />
          {roles.map((role, at) => (
            <div key={role.persona} className={styles["row"]}>
              <Select
                aria-label={`Persona of role ${at + 1}`}
                allowDeselect={false}
                data={choices.map(({ key, name: label }) => ({
                  value: key,
                  label,
                  disabled: key !== role.persona && taken.has(key),
                }))}
                value={role.persona}
                onChange={(persona) => persona && put(at, { persona })}
              />
              <TextInput
                aria-label={`Title of role ${at + 1}`}
                placeholder="Title one usually finds it with"
                maxLength={120}
                value={role.title ?? ""}
                onChange={(event) => put(at, { title: event.currentTarget.value })}
              />
              <Select
                aria-label={`Importance of role ${at + 1}`}
                allowDeselect={false}
                data={CHOICES}
                value={String(role.importance ?? 2)}
                onChange={(value) => put(at, { importance: Number(value) })}
              />
              <Button
                variant="subtle"
                color="gray"
                aria-label={`Remove role ${at + 1}`}
                onClick={() => setRoles((last) => last.filter((_, place) => place !== at))}
              >
                Remove
              </Button>
            </div>
          ))}
          <div>
            <Button
              variant="subtle"
              size="xs"
              leftSection={<PlusIcon size={14} />}
              onClick={add}
              disabled={taken.size >= choices.length}
            >
              Add a role
            </Button>
          </div>
          {fields["roles"]?.[0] && <p role="alert">{fields["roles"][0]}</p>}
          {change.isError && Object.keys(fields).length === 0 && <p role="alert">{messageOf(change.error)}</p>}
          <DialogFooter
            pending={change.isPending}
            onDelete={template ? () => change.mutate({ type: "delete", template }, { onSuccess: onClose }) : undefined}
          >
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={change.isPending}>
              Save
            </Button>
          </DialogFooter>
        </Stack>
      </form>
    </Modal>
  );
}
