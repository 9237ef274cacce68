import { MultiSelect, Select } from "@mantine/core";
import { useState } from "react";
import type { Person } from "~/map/core/types";
import { useUsers } from "../api/map";
import type { PanelProps } from "./props";
import { Section } from "./Section";

const VOTE_KINDS = [
  { value: "approve", label: "Approves" },
  { value: "recommend", label: "Recommends" },
  { value: "influence", label: "Influences" },
  { value: "veto", label: "Can veto" },
];
const VOTES = [
  { value: "for", label: "For" },
  { value: "against", label: "Against" },
  { value: "undecided", label: "Undecided" },
];

/** The part they play in this decision, their vote, and who of ours covers them. Saved as chosen. */
export function RoleSection({ data, person, canEdit, edits, field }: PanelProps) {
  const [ownersWanted, setOwnersWanted] = useState(field === "owner");
  const users = useUsers(ownersWanted && canEdit);
  const { vote, vote_kind: voteKind } = person.indicators;
  const owner = person.coverage_owner;
  const owners = [
    ...new Map([...(owner ? [owner] : []), ...(users.data?.items ?? [])].map((user) => [user.id, user])).values(),
  ];
  const edit = (indicators: Partial<Person["indicators"]>) =>
    void edits.apply({ type: "edit_person", contactId: person.contact_id, fields: { indicators } });
  const shared = { size: "xs", disabled: !canEdit, mt: 8 } as const;
  return (
    <Section title="Part in this decision">
      <MultiSelect
        {...shared}
        mt={0}
        label="Personas, the main one first"
        data={data.personas.map(({ key, name }) => ({ value: key, label: name }))}
        value={person.personas}
        autoFocus={field === "personas"}
        placeholder={person.personas.length === 0 ? "Not assessed" : ""}
        onChange={(personas) =>
          void edits.apply({ type: "edit_person", contactId: person.contact_id, fields: { personas } })
        }
      />
      <Select
        {...shared}
        label="Their say"
        data={VOTE_KINDS}
        value={voteKind || null}
        placeholder="Not assessed"
        clearable
        onChange={(value) => edit({ vote_kind: (value ?? "") as Person["indicators"]["vote_kind"] })}
        clearButtonProps={{ "aria-label": "Their say is not assessed" }}
      />
      <Select
        {...shared}
        label="Their vote"
        data={VOTES}
        value={vote || null}
        placeholder="Not assessed"
        clearable
        onChange={(value) => edit({ vote: (value ?? "") as Person["indicators"]["vote"] })}
        clearButtonProps={{ "aria-label": "Their vote is not assessed" }}
      />
      <Select
        {...shared}
        label="Coverage owner"
        placeholder="Nobody"
        searchable
        clearable
        data={owners.map(({ id, name }) => ({ value: id, label: name }))}
        value={owner?.id ?? null}
        autoFocus={field === "owner"}
        onFocus={() => setOwnersWanted(true)}
        nothingFoundMessage={users.isPending ? "Looking…" : "Nobody of that name"}
        onChange={(id) =>
          void edits.apply({
            type: "edit_person",
            contactId: person.contact_id,
            fields: { coverage_owner: owners.find((user) => user.id === id) ?? null },
          })
        }
        clearButtonProps={{ "aria-label": "Nobody covers them" }}
      />
    </Section>
  );
}
