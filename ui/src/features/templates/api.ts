import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, get } from "~/api/http";
import type { components } from "~/api/schema";
import type { Reply } from "~/api/types";

export type MapTemplate = components["schemas"]["MapTemplateOut"];
export type TemplateRole = components["schemas"]["TemplateRole"];
export interface TemplateWish {
  name: string;
  segment: string;
  roles: TemplateRole[];
}

const KEY = ["map-templates"] as const;
const PATH = "/api/v1/map-templates";

export function useTemplates() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await get<Reply<"list_map_templates">>(PATH, { limit: 200 }, signal)).items,
  });
}

export function useSegments() {
  return useQuery({
    queryKey: ["segments"],
    queryFn: ({ signal }) => get<Reply<"list_segments">>("/api/v1/accounts/segments", {}, signal),
  });
}

type Wish =
  | { type: "create"; body: TemplateWish }
  | { type: "update"; template: MapTemplate; body: TemplateWish }
  | { type: "delete"; template: MapTemplate };

export function useTemplateChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: Wish): Promise<unknown> => {
      if (wish.type === "create") return change("POST", PATH, { body: wish.body });
      const { id, version } = wish.template;
      if (wish.type === "delete") return change("DELETE", `${PATH}/${id}`, { version });
      return change("PATCH", `${PATH}/${id}`, { body: wish.body, version });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
