/** The kinds and states of signals, as filters name them. */

import type { Signal } from "~/parts/signals/api";

const NAMES: Readonly<Record<Signal["kind"], string>> = {
  gone_quiet: "Gone quiet",
  silent: "Not heard from",
  never_met: "Never heard from",
  stalled: "Added and never answered",
  diverges: "Behaves otherwise than marked",
  turned: "Turning away",
  opposed: "Against us",
  role_missing: "Role missing",
  role_not_engaged: "Role not engaged",
  single_thread: "Resting on one person",
  left: "Left",
  bounced: "Mail bounces",
  new_name: "New name",
  changed_job: "Changed job",
  changed_manager: "New manager",
  political: "Political sense",
  own_rule: "Rule of your own",
};

export const KINDS = Object.entries(NAMES).map(([value, label]) => ({ value, label }));
export const STATES = [
  { value: "open", label: "Open" },
  { value: "snoozed", label: "Snoozed" },
  { value: "acted_on", label: "Acted on" },
  { value: "resolved", label: "Resolved" },
  { value: "dismissed", label: "Dismissed" },
];
