import { Button, Modal, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ApiError, messageOf } from "~/api/errors";
import { useTeams } from "~/api/reference";
import { useReturnFocus } from "~/parts/useReturnFocus";
import { type Team, useDropTeam, useSaveTeam } from "./api";
import styles from "./PeoplePage.module.css";
import { possibleParents } from "./words";

interface TeamDialogProps {
  /** Left out: a new one. */
  readonly team?: Team;
  readonly onClose: () => void;
}

export function TeamDialog({ team, onClose }: TeamDialogProps) {
  useReturnFocus();
  const teams = useTeams().data ?? [];
  const save = useSaveTeam(team?.id);
  const drop = useDropTeam(team?.id ?? "");
  const [name, setName] = useState(team?.name ?? "");
  const [parent, setParent] = useState(team?.parent?.id ?? "");
  const failed = save.error ?? drop.error;
  const problems = save.error instanceof ApiError ? save.error.fields : {};
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate({ name: name.trim() || " ", parent_id: parent || null }, { onSuccess: onClose });
  };
  return (
    <Modal opened centered size={440} onClose={onClose} title={team ? team.name : "New team"}>
      <form className={styles["form"]} onSubmit={submit} noValidate>
        <TextInput
          label="Name"
          name="team-name"
          withAsterisk
          maxLength={120}
          data-autofocus
          value={name}
          error={problems["name"]?.[0]}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label="Below"
          name="team-parent"
          description="Managers of the team above see what this one sees."
          inputWrapperOrder={["label", "input", "description", "error"]}
          data={[
            { value: "", label: "Nothing: at the top" },
            ...possibleParents(teams, team?.id).map((each) => ({ value: each.id, label: each.name })),
          ]}
          value={parent}
          error={problems["parent_id"]?.[0]}
          onChange={(event) => setParent(event.currentTarget.value)}
        />
        {failed && (
          <p className={styles["problem"]} role="alert">
            {messageOf(failed)}
          </p>
        )}
        <div className={styles["footer"]}>
          {team && (
            <Button
              variant="default"
              loading={drop.isPending}
              onClick={() => drop.mutate(undefined, { onSuccess: onClose })}
            >
              Delete
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            {team ? "Save" : "Make team"}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
