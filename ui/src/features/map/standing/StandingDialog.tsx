import { Button, Group, Modal, Select, Stack, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { messageOf } from "~/api/errors";
import { STANDING_LEVELS, STANDING_WORDS, type StandingLevel } from "~/parts/standing";
import { useWorkspace } from "../workspace/context";
import type { DialogProps } from "../workspace/requests";
import { useSetStanding } from "./api";

const CHOICES = STANDING_LEVELS.map((value) => ({ value, label: STANDING_WORDS[value] }));

/** What one of ours is to one of theirs, and should become. */
export function StandingDialog({ request: { user, contact, last }, onClose }: DialogProps<"standing">) {
  const { data, say } = useWorkspace();
  const [current, setCurrent] = useState<StandingLevel>(last?.current ?? "");
  const [desired, setDesired] = useState<StandingLevel>(last?.desired ?? "");
  const [note, setNote] = useState(last?.note ?? "");
  const save = useSetStanding(data.opportunity.id, { userId: user.id, contactId: contact.id, last });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { current, desired, note: note.trim() },
      {
        onSuccess: () => {
          say(`${user.name} to ${contact.name}: saved.`);
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${user.name} to ${contact.name}`}
      size="sm"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Select
            label={`How ${contact.name} sees ${user.name} now`}
            data={CHOICES}
            value={current || null}
            placeholder="Not assessed"
            clearable
            clearButtonProps={{ "aria-label": "Now: not assessed" }}
            onChange={(value) => setCurrent((value ?? "") as StandingLevel)}
            data-autofocus
          />
          <Select
            label="What they should become"
            data={CHOICES}
            value={desired || null}
            placeholder="Nothing wanted yet"
            clearable
            clearButtonProps={{ "aria-label": "Nothing wanted" }}
            onChange={(value) => setDesired((value ?? "") as StandingLevel)}
          />
          <Textarea
            label="What it rests on, or how to get there"
            autosize
            minRows={2}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {save.isError && <p role="alert">{messageOf(save.error)}</p>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
