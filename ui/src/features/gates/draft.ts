/** A rule as a form holds it: lists as text between commas, empty for no limit. */

import type { Condition, GateRule } from "./api";

export interface Draft {
  readonly label: string;
  /** Keys of the pipeline and the stage, with a space between. */
  readonly stage: string;
  readonly kind: GateRule["kind"];
  readonly personas: readonly string[];
  readonly departments: string;
  readonly conditions: readonly Condition[];
  readonly engaged: boolean;
  readonly withinDays: number | "";
  readonly atLeast: number;
  readonly atMost: number | "";
  readonly sinceEntry: boolean;
  readonly segments: string;
  readonly advice: string;
  readonly isActive: boolean;
}

export function draftOf(rule: GateRule | null): Draft {
  return {
    label: rule?.label ?? "",
    stage: rule ? `${rule.pipeline} ${rule.stage.key}` : "",
    kind: rule?.kind ?? "people",
    personas: rule?.personas ?? [],
    departments: rule?.departments.join(", ") ?? "",
    conditions: rule?.conditions ?? [],
    engaged: rule?.engaged ?? true,
    withinDays: rule?.within_days ?? "",
    atLeast: rule?.at_least ?? 1,
    atMost: rule?.at_most ?? "",
    sinceEntry: rule?.since_entry ?? true,
    segments: rule?.segments.join(", ") ?? "",
    advice: rule?.advice ?? "",
    isActive: rule?.is_active ?? true,
  };
}

export function wordsOf(text: string, between = ","): string[] {
  return text
    .split(between)
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

/** What the server is sent. The stage of a rule never changes: another stage is another rule. */
export function written(draft: Draft, isNew: boolean): Record<string, unknown> {
  const [pipeline, stage] = wordsOf(draft.stage, " ");
  return {
    ...(isNew ? { pipeline, stage } : {}),
    label: draft.label.trim(),
    kind: draft.kind,
    personas: draft.personas,
    departments: wordsOf(draft.departments),
    conditions: draft.conditions,
    engaged: draft.engaged,
    within_days: draft.withinDays === "" ? null : draft.withinDays,
    at_least: draft.atLeast,
    at_most: draft.atMost === "" ? null : draft.atMost,
    since_entry: draft.sinceEntry,
    segments: wordsOf(draft.segments),
    advice: draft.advice.trim(),
    is_active: draft.isActive,
  };
}
