import { NativeSelect, TextInput } from "@mantine/core";
import { useTeams } from "~/api/reference";
import { useMe } from "~/api/session";
import type { Role } from "./api";
import { ROLE_HINTS, ROLE_NAMES } from "./words";

export interface UserDraft {
  readonly name: string;
  readonly title: string;
  readonly role: Role;
  readonly team: string;
  readonly time_zone: string;
}

interface UserFieldsProps {
  readonly draft: UserDraft;
  readonly problems: Readonly<Record<string, readonly string[]>>;
  readonly onChange: (draft: UserDraft) => void;
}

const ZONES = Intl.supportedValuesOf("timeZone");

/** What an admin says of one of ours, new or known. */
export function UserFields({ draft, problems, onChange }: UserFieldsProps) {
  const me = useMe();
  const teams = useTeams().data ?? [];
  const set = (changes: Partial<UserDraft>): void => onChange({ ...draft, ...changes });
  // Only an admin makes an admin; the server refuses it to all others.
  const roles = Object.entries(ROLE_NAMES).filter(([role]) => role !== "admin" || me.role === "admin");
  return (
    <>
      <TextInput
        label="Name"
        name="name"
        withAsterisk
        maxLength={200}
        value={draft.name}
        error={problems["name"]?.[0]}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label="Title"
        name="title"
        maxLength={200}
        value={draft.title}
        error={problems["title"]?.[0]}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <NativeSelect
        label="Role"
        name="role"
        description={ROLE_HINTS[draft.role]}
        inputWrapperOrder={["label", "input", "description", "error"]}
        data={roles.map(([value, label]) => ({ value, label }))}
        value={draft.role}
        error={problems["role"]?.[0]}
        onChange={(event) => set({ role: event.currentTarget.value as Role })}
      />
      <NativeSelect
        label="Team"
        name="team"
        data={[{ value: "", label: "No team" }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
        value={draft.team}
        error={problems["team_id"]?.[0]}
        onChange={(event) => set({ team: event.currentTarget.value })}
      />
      <ZoneField
        value={draft.time_zone}
        error={problems["time_zone"]?.[0]}
        onChange={(time_zone) => set({ time_zone })}
      />
    </>
  );
}

interface ZoneFieldProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (zone: string) => void;
}

export function ZoneField({ value, error, onChange }: ZoneFieldProps) {
  const zones = [...new Set(["UTC", value, ...ZONES])].filter(Boolean);
  return (
    <NativeSelect
      label="Time zone"
      name="time_zone"
      data={zones}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
