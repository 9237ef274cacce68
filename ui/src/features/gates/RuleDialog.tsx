import {
  Button,
  Checkbox,
  Group,
  Modal,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  Textarea,
  TextInput,
} from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ApiError, messageOf } from "~/api/errors";
import { usePersonas, usePipelines } from "~/api/reference";
import { DialogFooter } from "~/parts/form/DialogFooter";
import { Conditions } from "~/parts/rules/Conditions";
import { type Condition, type GateRule, useRuleChange } from "./api";
import { type Draft, draftOf, wordsOf, written } from "./draft";

interface RuleDialogProps {
  /** Null: a new one. */
  readonly rule: GateRule | null;
  readonly onClose: () => void;
}

/** Build a rule from roles, counts, engagement, reviews and any field of a stakeholder. */
export function RuleDialog({ rule, onClose }: RuleDialogProps) {
  const pipelines = usePipelines();
  const personas = usePersonas();
  const change = useRuleChange();
  const [draft, setDraft] = useState<Draft>(() => draftOf(rule));
  const put = (patch: Partial<Draft>) => setDraft((old) => ({ ...old, ...patch }));
  const stages = (pipelines.data ?? []).map((pipeline) => ({
    group: pipeline.name,
    items: pipeline.stages
      .filter(({ outcome }) => outcome !== "lost")
      .map((stage) => ({ value: `${pipeline.key} ${stage.key}`, label: stage.name })),
  }));
  const save = (event: FormEvent) => {
    event.preventDefault();
    const body = written(draft, rule === null);
    change.mutate(rule ? { type: "update", rule, body } : { type: "create", body }, { onSuccess: onClose });
  };
  const fields = change.error instanceof ApiError ? change.error.fields : {};
  const people = draft.kind === "people";
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
            description="Said of a deal, such as “Economic buyer named and engaged”."
            required
            data-autofocus
            value={draft.label}
            onChange={(event) => put({ label: event.currentTarget.value })}
            error={fields["label"]?.[0]}
          />
          {rule === null && (
            <Select
              label="Before entering"
              required
              allowDeselect={false}
              data={stages}
              value={draft.stage}
              onChange={(stage) => put({ stage: stage ?? "" })}
              error={fields["stage"]?.[0]}
            />
          )}
          <Select
            label="Asks about"
            allowDeselect={false}
            data={[
              { value: "people", label: "People on the map" },
              { value: "review", label: "A review of the map" },
              { value: "deal", label: "The deal itself" },
            ]}
            value={draft.kind}
            onChange={(kind) => put({ kind: kind as Draft["kind"], conditions: [] })}
          />
          {people ? (
            <>
              <MultiSelect
                label="Any of these personas"
                placeholder={draft.personas.length === 0 ? "Any" : ""}
                data={(personas.data ?? []).map(({ key, name }) => ({ value: key, label: name }))}
                value={[...draft.personas]}
                onChange={(keys) => put({ personas: keys })}
                error={fields["personas"]?.[0]}
              />
              <TextInput
                label="Or of these departments"
                description="Words in the department, between commas."
                value={draft.departments}
                onChange={(event) => put({ departments: event.currentTarget.value })}
              />
              <Group grow>
                <NumberInput
                  label="At least"
                  min={0}
                  max={1000}
                  value={draft.atLeast}
                  onChange={(value) => put({ atLeast: Number(value) || 0 })}
                />
                <NumberInput
                  label="At most"
                  placeholder="No limit"
                  min={0}
                  max={1000}
                  value={draft.atMost}
                  onChange={(value) => put({ atMost: value === "" ? "" : Number(value) })}
                />
              </Group>
              <Checkbox
                label="Only engaged people count"
                checked={draft.engaged}
                onChange={(event) => put({ engaged: event.currentTarget.checked })}
              />
              <Conditions
                conditions={draft.conditions}
                onChange={(conditions: readonly Condition[]) => put({ conditions })}
                subject="person"
              />
            </>
          ) : draft.kind === "deal" ? (
            <Conditions
              conditions={draft.conditions}
              onChange={(conditions: readonly Condition[]) => put({ conditions })}
              subject="deal"
            />
          ) : (
            <Checkbox
              label="Made since the deal entered its stage"
              checked={draft.sinceEntry}
              onChange={(event) => put({ sinceEntry: event.currentTarget.checked })}
            />
          )}
          {draft.kind !== "deal" && (
            <NumberInput
              label={people ? "Last interaction we led, within days" : "Within days"}
              placeholder="However long ago"
              min={1}
              max={3650}
              value={draft.withinDays}
              onChange={(value) => put({ withinDays: value === "" ? "" : Number(value) })}
            />
          )}
          <TextInput
            label="Only for these segments"
            description="Between commas; empty: all."
            value={draft.segments}
            onChange={(event) => put({ segments: event.currentTarget.value })}
          />
          <Textarea
            label="Advice"
            description="What to do about it, shown while it is missing."
            autosize
            value={draft.advice}
            onChange={(event) => put({ advice: event.currentTarget.value })}
          />
          <Checkbox
            label="In use"
            checked={draft.isActive}
            onChange={(event) => put({ isActive: event.currentTarget.checked })}
          />
          {change.isError && <p role="alert">{fields["rule"]?.[0] ?? messageOf(change.error)}</p>}
          <DialogFooter
            pending={change.isPending}
            onDelete={rule ? () => change.mutate({ type: "delete", rule }, { onSuccess: onClose }) : undefined}
          >
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              type="submit"
              loading={change.isPending}
              disabled={draft.label.trim() === "" || (rule === null && wordsOf(draft.stage, " ").length < 2)}
            >
              Save
            </Button>
          </DialogFooter>
        </Stack>
      </form>
    </Modal>
  );
}
