/** Conditions of rules over the fields of people and of the deal, as stage gates and signals share them. */

import { useQuery } from "@tanstack/react-query";
import { get } from "~/api/http";
import type { components } from "~/api/schema";
import type { Reply } from "~/api/types";

export type Condition = components["schemas"]["ConditionIO"];
export type RuleField = components["schemas"]["FieldOut"];
export type Subject = RuleField["subject"];

export const OPERATOR_NAMES: Readonly<Record<Condition["operator"], string>> = {
  is: "is",
  is_not: "is not",
  at_least: "is at least",
  at_most: "is at most",
  contains: "contains",
  is_known: "is known",
  is_unknown: "is not known",
};

const GROUPS = { people: "People", deal: "The deal", account: "The account" } as const;
/** What reads badly when it is only taken apart. */
const NAMES: Readonly<Record<string, string>> = {
  "deal.type": "type of deal",
  "deal.people": "people on the map",
  "deal.engaged": "people engaged",
  "deal.for_us": "people for us",
  "deal.against_us": "people against us",
  "deal.stalled": "people who never answered",
  "deal.days_to_close": "days to the close date",
  "deal.age_days": "days since it was made",
  "deal.days_since_review": "days since the last map review",
  "deal.days_since_contact": "days since they last took part",
  "deal.insights": "number of insights",
  "deal.owner_team": "owner’s team",
  "account.name": "account",
};

export function useRuleFields() {
  return useQuery({
    queryKey: ["gate-rules", "fields"],
    queryFn: ({ signal }) => get<Reply<"list_rule_fields">>("/api/v1/gate-rules/fields", {}, signal),
    staleTime: 60_000,
  });
}

/** "indicators.fit_view" → "fit view", "deal.gap.static_records" → "gap static records". */
export function fieldName(field: string): string {
  const plain = field.replace(/^(indicators|ticks|deal|custom|deal\.custom)\./, "");
  return NAMES[field] ?? plain.replace(/^custom\./, "").replaceAll(/[._]/g, " ");
}

export function subjectOf(field: string): Subject {
  return /^(deal|account)\./.test(field) ? "deal" : "person";
}

/** Fields as a select groups them. */
export function grouped(fields: readonly RuleField[]) {
  const groupOf = ({ name, subject }: RuleField) =>
    subject === "person" ? "people" : name.startsWith("account.") ? "account" : "deal";
  return (["people", "deal", "account"] as const)
    .map((group) => ({
      group: GROUPS[group],
      items: fields
        .filter((field) => groupOf(field) === group)
        .map(({ name }) => ({ value: name, label: fieldName(name) })),
    }))
    .filter(({ items }) => items.length > 0);
}

/** "fit view is at least 4" */
export function sayCondition({ field, operator, value = "" }: Condition): string {
  return `${fieldName(field)} ${OPERATOR_NAMES[operator]} ${operator.endsWith("known") ? "" : sayValue(value)}`.trim();
}

function sayValue(value: NonNullable<Condition["value"]>): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "number" ? value.toLocaleString("en-GB") : value;
}
