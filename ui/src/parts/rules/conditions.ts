/** Conditions of rules over the fields of a stakeholder, as stage gates and signals share them. */

import { useQuery } from "@tanstack/react-query";
import { get } from "~/api/http";
import type { components } from "~/api/schema";
import type { Reply } from "~/api/types";

export type Condition = components["schemas"]["ConditionIO"];
export type RuleField = components["schemas"]["FieldOut"];

export const OPERATOR_NAMES: Readonly<Record<Condition["operator"], string>> = {
  is: "is",
  is_not: "is not",
  at_least: "is at least",
  at_most: "is at most",
  contains: "contains",
  is_known: "is known",
  is_unknown: "is not known",
};

export function useRuleFields() {
  return useQuery({
    queryKey: ["gate-rules", "fields"],
    queryFn: ({ signal }) => get<Reply<"list_rule_fields">>("/api/v1/gate-rules/fields", {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** "indicators.fit_view" → "fit view". */
export function fieldName(field: string): string {
  return field.replace(/^(indicators|ticks)\./, "").replaceAll(/[._]/g, " ");
}

/** "fit view is at least 4" */
export function sayCondition({ field, operator, value = "" }: Condition): string {
  return `${fieldName(field)} ${OPERATOR_NAMES[operator]} ${operator.endsWith("known") ? "" : String(value)}`.trim();
}
