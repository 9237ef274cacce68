import { countOf } from "~/parts/format";
import { sayCondition } from "~/parts/rules/conditions";
import type { GateRule } from "./api";

/** What a rule asks, in one sentence. */
export function sayRule(rule: GateRule, personaName: (key: string) => string): string {
  const within = rule.within_days === null ? "" : ` within ${countOf(rule.within_days, "day", "days")}`;
  if (rule.kind === "review") return `The map was reviewed${rule.since_entry ? " in this stage" : ""}${within}.`;
  if (rule.kind === "deal") return `The deal: ${rule.conditions.map(sayCondition).join(" and ")}.`;
  const who = [
    ...rule.personas.map(personaName),
    ...(rule.departments.length > 0 ? [`somebody of ${rule.departments.join(" or ")}`] : []),
  ];
  const most = rule.at_most === null ? "" : ` and at most ${rule.at_most}`;
  const least = rule.at_least > 0 ? `at least ${rule.at_least}` : "any number";
  const count = rule.at_least === 0 && rule.at_most !== null ? `At most ${rule.at_most}` : `${upper(least)}${most}`;
  const led = within === "" ? "" : `, with an interaction we led${within}`;
  const tests = rule.conditions.map(sayCondition);
  const where = tests.length > 0 ? `, where ${tests.join(" and ")}` : "";
  return `${count}: ${who.length > 0 ? who.join(" or ") : "anybody on the map"}${rule.engaged ? ", engaged" : ""}${led}${where}.`;
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
