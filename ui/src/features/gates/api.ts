import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, get } from "~/api/http";
import type { components } from "~/api/schema";
import type { Reply } from "~/api/types";

export type GateRule = components["schemas"]["RuleOut"];
export type Condition = GateRule["conditions"][number];

const KEY = ["gate-rules"] as const;

export function useGateRules() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<Reply<"list_gate_rules">>("/api/v1/gate-rules", {}, signal),
  });
}

export type RuleChange =
  | { type: "create"; body: Readonly<Record<string, unknown>> }
  | { type: "update"; rule: GateRule; body: Readonly<Record<string, unknown>> }
  | { type: "delete"; rule: GateRule };

export function useRuleChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: RuleChange): Promise<unknown> => {
      if (wanted.type === "create") return change("POST", "/api/v1/gate-rules", { body: wanted.body });
      const path = `/api/v1/gate-rules/${wanted.rule.id}`;
      const { version } = wanted.rule;
      return wanted.type === "update"
        ? change("PATCH", path, { body: wanted.body, version })
        : change("DELETE", path, { version });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
