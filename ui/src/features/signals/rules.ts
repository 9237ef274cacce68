/** Rules of one's own: reading, writing, and trying them on the last quarter. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, get } from "~/api/http";
import type { Reply } from "~/api/types";
import { countOf } from "~/parts/format";
import { type Condition, sayCondition, subjectOf } from "~/parts/rules/conditions";

export type SignalRule = Reply<"list_signal_rules">[number];
export type Trial = Reply<"try_signal_rule">;

const KEY = ["signal-rules"] as const;
const PATH = "/api/v1/signal-rules";

export interface RuleDraft {
  readonly label: string;
  readonly text: string;
  readonly action: string;
  readonly severity: SignalRule["severity"];
  readonly conditions: readonly Condition[];
  readonly at_least: number;
  readonly at_most: number | null;
  readonly is_active: boolean;
}

export function draftOf(rule: SignalRule | null): RuleDraft {
  return {
    label: rule?.label ?? "",
    text: rule?.text ?? "",
    action: rule?.action ?? "",
    severity: rule?.severity ?? "medium",
    conditions: rule?.conditions ?? [],
    at_least: rule?.at_least ?? 1,
    at_most: rule?.at_most ?? null,
    is_active: rule?.is_active ?? true,
  };
}

export function useSignalRules() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<Reply<"list_signal_rules">>(PATH, {}, signal),
  });
}

export function useRuleVersions(ruleId: string | null) {
  return useQuery({
    queryKey: [...KEY, ruleId, "versions"],
    queryFn: ({ signal }) => get<Reply<"list_signal_rule_versions">>(`${PATH}/${ruleId}/versions`, {}, signal),
    enabled: ruleId !== null,
  });
}

export type RuleChange =
  | { readonly type: "save"; readonly rule: SignalRule | null; readonly draft: RuleDraft }
  | { readonly type: "delete"; readonly rule: SignalRule };

export function useRuleChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: RuleChange): Promise<unknown> => {
      if (wanted.type === "delete")
        return change("DELETE", `${PATH}/${wanted.rule.id}`, { version: wanted.rule.version });
      const { rule, draft } = wanted;
      if (rule === null) return change("POST", PATH, { body: draft });
      return change("PATCH", `${PATH}/${rule.id}`, { body: draft, version: rule.version });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

/** A read, though it is sent: nothing is stored. */
export function useTrial() {
  return useMutation({ mutationFn: (draft: RuleDraft) => change<Trial>("POST", `${PATH}/try`, { body: draft }) });
}

/** What a rule asks, in one sentence. */
export function sayRule(rule: Pick<SignalRule, "conditions" | "at_least" | "at_most">): string {
  const deal = rule.conditions.filter(({ field }) => subjectOf(field) === "deal").map(sayCondition);
  const people = rule.conditions.filter(({ field }) => subjectOf(field) === "person").map(sayCondition);
  const who =
    rule.at_most === 0
      ? "nobody"
      : `at least ${rule.at_least}${rule.at_most === null ? "" : ` and at most ${rule.at_most}`}`;
  const said = [
    ...(deal.length > 0 ? [deal.join(" and ")] : []),
    ...(people.length > 0 ? [`${who}: ${people.join(" and ")}`] : []),
  ].join("; ");
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}

/** Whether any condition is about people, so that their number matters. */
export function countsPeople(rule: Pick<RuleDraft, "conditions">): boolean {
  return rule.conditions.length === 0 || rule.conditions.some(({ field }) => subjectOf(field) === "person");
}

/** "Would have fired 14 times since …, on 12 deals: 9 then lost, 1 won, 2 still open." */
export function sayTrial(trial: Trial): string {
  if (trial.fired === 0)
    return `It would not have fired on any of ${countOf(trial.deals, "deal", "deals")} last quarter.`;
  const times = trial.fired === 1 ? "once" : `${trial.fired} times`;
  const ends = `${trial.then_lost} then lost, ${trial.then_won} won, ${trial.still_open} still open`;
  return `It would have fired ${times} last quarter, on ${countOf(trial.on_deals, "deal", "deals")}: ${ends}.`;
}
