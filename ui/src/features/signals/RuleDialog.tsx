import { Button, Checkbox, Group, Modal, NumberInput, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ApiError, messageOf } from "~/api/errors";
import { DialogFooter } from "~/parts/form/DialogFooter";
import { countOf, formatDay, formatMoment } from "~/parts/format";
import { Conditions } from "~/parts/rules/Conditions";
import {
  countsPeople,
  draftOf,
  type RuleDraft,
  type SignalRule,
  sayRule,
  sayTrial,
  type Trial,
  useRuleChange,
  useRuleVersions,
  useTrial,
} from "./rules";
import styles from "./SignalRulesPage.module.css";

interface RuleDialogProps {
  /** Null: a new one. */
  readonly rule: SignalRule | null;
  readonly onClose: () => void;
}

const SEVERITIES = [
  { value: "high", label: "High" },
  { value: "medium", label: "Medium" },
  { value: "low", label: "Low" },
];

/** Write a rule, and try it on the last quarter before it goes live. */
export function RuleDialog({ rule, onClose }: RuleDialogProps) {
  const [draft, setDraft] = useState<RuleDraft>(() => draftOf(rule));
  const change = useRuleChange();
  const trial = useTrial();
  const put = (patch: Partial<RuleDraft>) => {
    setDraft((old) => ({ ...old, ...patch }));
    trial.reset();
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ type: "save", rule, draft }, { onSuccess: onClose });
  };
  const failed = change.error ?? trial.error;
  const fields = failed instanceof ApiError ? failed.fields : {};
  return (
    <Modal
      opened
      onClose={onClose}
      title={rule ? "Change the rule" : "New rule"}
      size="lg"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form onSubmit={save} noValidate>
        <Stack gap="sm">
          <TextInput
            label="Label"
            required
            data-autofocus
            maxLength={120}
            value={draft.label}
            onChange={(event) => put({ label: event.currentTarget.value })}
            error={fields["label"]?.[0]}
          />
          <Conditions conditions={draft.conditions} onChange={(conditions) => put({ conditions })} />
          {fields["conditions"] && (
            <p role="alert" className={styles["problem"]}>
              {fields["conditions"][0]}
            </p>
          )}
          {countsPeople(draft) && (
            <Group grow>
              <NumberInput
                label="At least so many people"
                min={0}
                max={1000}
                value={draft.at_least}
                onChange={(value) => put({ at_least: Number(value) || 0 })}
              />
              <NumberInput
                label="At most"
                placeholder="No limit"
                min={0}
                max={1000}
                value={draft.at_most ?? ""}
                onChange={(value) => put({ at_most: value === "" ? null : Number(value) })}
                error={fields["at_most"]?.[0]}
              />
            </Group>
          )}
          <Textarea
            label="What the signal says"
            description="$names, $count, $deal, $account, $stage, $amount and $owner are filled in."
            required
            autosize
            minRows={2}
            maxLength={1000}
            value={draft.text}
            onChange={(event) => put({ text: event.currentTarget.value })}
            error={fields["text"]?.[0]}
          />
          <TextInput
            label="What it proposes"
            maxLength={1000}
            value={draft.action}
            onChange={(event) => put({ action: event.currentTarget.value })}
          />
          <Select
            label="Severity"
            allowDeselect={false}
            data={SEVERITIES}
            value={draft.severity}
            onChange={(severity) => put({ severity: severity as RuleDraft["severity"] })}
          />
          <Checkbox
            label="In use"
            checked={draft.is_active}
            onChange={(event) => put({ is_active: event.currentTarget.checked })}
          />
          <div role="status">{trial.data && <TrialResult trial={trial.data} />}</div>
          {failed && Object.keys(fields).length === 0 && (
            <p role="alert" className={styles["problem"]}>
              {messageOf(failed)}
            </p>
          )}
          {rule && <Versions ruleId={rule.id} />}
          <DialogFooter
            pending={change.isPending}
            onDelete={rule ? () => change.mutate({ type: "delete", rule }, { onSuccess: onClose }) : undefined}
          >
            <Button variant="default" loading={trial.isPending} onClick={() => trial.mutate(draft)}>
              Try on last quarter
            </Button>
            <Button type="submit" loading={change.isPending}>
              Save
            </Button>
          </DialogFooter>
        </Stack>
      </form>
    </Modal>
  );
}

function TrialResult({ trial }: { readonly trial: Trial }) {
  return (
    <div className={styles["trial"]}>
      <p className={styles["sum"]}>{sayTrial(trial)}</p>
      <p>
        Looked at six times since {formatDay(trial.since)}, on {countOf(trial.deals, "deal", "deals")}
        {trial.left_out > 0 && `; ${trial.left_out} older ones were left out`}.
      </p>
      {trial.examples.length > 0 && (
        <ul>
          {trial.examples.slice(0, 5).map((each) => (
            <li key={each.opportunity.id}>
              {each.opportunity.name} ({each.outcome}), {formatDay(each.at)}: {each.text}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Versions({ ruleId }: { readonly ruleId: string }) {
  const [open, setOpen] = useState(false);
  const versions = useRuleVersions(open ? ruleId : null);
  return (
    <details className={styles["versions"]} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Earlier versions</summary>
      <ul>
        {(versions.data ?? []).map((each) => (
          <li key={each.at}>
            {formatMoment(each.at)}, {each.by?.name ?? "somebody"}: {each.change}. {sayRule(each)}
          </li>
        ))}
      </ul>
    </details>
  );
}
