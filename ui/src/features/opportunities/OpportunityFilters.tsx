import { usePipelines, useTeams, useUsers } from "~/api/reference";
import { useMe } from "~/api/session";
import { AccountFilter } from "~/parts/list/AccountFilter";
import { FilterSelect } from "~/parts/list/FilterSelect";
import { ANY, type ListParams } from "~/parts/list/useListParams";

export const FILTERS = ["outcome", "stage", "owner_id", "team_id", "account_id"] as const;
export type OpportunityFilter = (typeof FILTERS)[number];

const OUTCOMES = [
  { value: "open", label: "Open deals" },
  { value: "won", label: "Closed won" },
  { value: "lost", label: "Closed lost" },
] as const;

export function OpportunityFilters({ params }: { readonly params: ListParams<OpportunityFilter> }) {
  const me = useMe();
  const stages = (usePipelines().data ?? []).flatMap((pipeline) => pipeline.stages);
  const users = useUsers().data ?? [];
  const teams = useTeams().data ?? [];
  const owners = [
    { value: me.id, label: "My deals" },
    ...users.filter((user) => user.id !== me.id).map((user) => ({ value: user.id, label: user.name })),
  ];
  const { filters, set } = params;
  return (
    <>
      <AccountFilter id={filters.account_id} onClear={() => set({ account_id: "" })} />
      <FilterSelect
        label="Outcome"
        any="Open and closed"
        choices={OUTCOMES}
        value={filters.outcome === ANY ? "" : filters.outcome}
        onChange={(outcome) => set({ outcome: outcome || ANY })}
      />
      <FilterSelect
        label="Stage"
        any="Any stage"
        choices={stages.map((stage) => ({ value: stage.key, label: stage.name }))}
        value={filters.stage}
        onChange={(stage) => set({ stage })}
      />
      <FilterSelect
        label="Owner"
        any="Any owner"
        choices={owners}
        value={filters.owner_id}
        onChange={(owner) => set({ owner_id: owner })}
      />
      {teams.length > 1 && (
        <FilterSelect
          label="Team"
          any="Any team"
          choices={teams.map((team) => ({ value: team.id, label: team.name }))}
          value={filters.team_id}
          onChange={(team) => set({ team_id: team })}
        />
      )}
    </>
  );
}
