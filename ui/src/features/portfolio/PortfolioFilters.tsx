import { useQuery } from "@tanstack/react-query";
import { get } from "~/api/http";
import { usePipelines, useTeams, useUsers } from "~/api/reference";
import { useMe } from "~/api/session";
import type { Reply } from "~/api/types";
import { FilterSelect } from "~/parts/list/FilterSelect";
import type { ListParams } from "~/parts/list/useListParams";
import { CLOSES, SINCE } from "./words";

export const FILTERS = [
  "team_id",
  "owner_id",
  "segment",
  "stage",
  "close",
  "economic_buyer",
  "gates",
  "since",
] as const;
export type PortfolioFilter = (typeof FILTERS)[number];

const BUYERS = [
  { value: "nobody", label: "No buyer named" },
  { value: "unknown", label: "Buyer not assessed" },
  { value: "opposed", label: "Buyer opposed" },
  { value: "sceptical", label: "Buyer sceptical" },
  { value: "neutral", label: "Buyer neutral" },
  { value: "supportive", label: "Buyer supportive" },
  { value: "advocate", label: "Buyer an advocate" },
] as const;
const GATES = [
  { value: "open", label: "Conditions open" },
  { value: "met", label: "Conditions met" },
] as const;

export function PortfolioFilters({ params }: { readonly params: ListParams<PortfolioFilter> }) {
  const me = useMe();
  const stages = (usePipelines().data ?? []).flatMap((pipeline) => pipeline.stages);
  const users = useUsers().data ?? [];
  const teams = useTeams().data ?? [];
  const segments = useQuery({
    queryKey: ["accounts", "segments"],
    queryFn: ({ signal }) => get<Reply<"list_segments">>("/api/v1/accounts/segments", {}, signal),
  });
  const { filters, set } = params;
  const one = (
    name: PortfolioFilter,
    label: string,
    any: string,
    choices: readonly { value: string; label: string }[],
  ) => (
    <FilterSelect
      label={label}
      any={any}
      choices={choices}
      value={filters[name]}
      onChange={(value) => set({ [name]: value })}
    />
  );
  return (
    <>
      {teams.length > 1 &&
        one(
          "team_id",
          "Team",
          "Any team",
          teams.map((team) => ({ value: team.id, label: team.name })),
        )}
      {one("owner_id", "Owner", "Any owner", [
        { value: me.id, label: "My deals" },
        ...users.filter((user) => user.id !== me.id).map((user) => ({ value: user.id, label: user.name })),
      ])}
      {one(
        "segment",
        "Segment",
        "Any segment",
        (segments.data ?? []).map((name) => ({ value: name, label: name })),
      )}
      {one(
        "stage",
        "Stage",
        "Any stage",
        stages.filter((stage) => stage.outcome === "open").map((stage) => ({ value: stage.key, label: stage.name })),
      )}
      {one("close", "Close date", "Any close date", CLOSES)}
      {one("economic_buyer", "Economic buyer", "Any buyer's view", BUYERS)}
      {one("gates", "Stage gates", "Any gates", GATES)}
      {one("since", "Compare with", "Changed since Friday", SINCE.slice(1))}
    </>
  );
}
