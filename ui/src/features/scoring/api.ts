import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, get } from "~/api/http";
import type { components } from "~/api/schema";
import type { Reply } from "~/api/types";
import type { Values } from "./values";

export type Preview = components["schemas"]["PreviewOut"];
export type Norms = components["schemas"]["NormsOut"];
export type Settings = components["schemas"]["SettingsOut"];

const PATH = "/api/v1/settings/scoring";
const KEY = ["settings", "scoring"] as const;

export function useScoringSettings() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<Reply<"get_scoring_settings">>(PATH, {}, signal),
  });
}

export function useNorms() {
  return useQuery({
    queryKey: [...KEY, "norms"],
    queryFn: ({ signal }) => get<Reply<"get_norms">>(`${PATH}/norms`, {}, signal),
  });
}

export function usePreview() {
  return useMutation({
    mutationFn: (values: Values) => change<Preview>("POST", `${PATH}/preview`, { body: { values } }),
  });
}

export function useSaveSettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ values, note, on }: { readonly values: Values; readonly note: string; readonly on: Settings }) =>
      change<Settings>("PUT", PATH, { body: { values, note }, version: on.saved?.id ?? "defaults" }),
    // After a conflict too: the edits are then laid on what was saved meanwhile.
    onSettled: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}
