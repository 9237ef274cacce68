import { Button, Group, Loader, Modal, Select, Stack } from "@mantine/core";
import { useState } from "react";
import { messageOf } from "~/api/errors";
import { useRecord } from "~/api/records";
import { usePipelines } from "~/api/reference";
import { countOf } from "~/parts/format";
import { useWorkspace } from "../workspace/context";
import type { DialogProps } from "../workspace/requests";
import { AskException } from "./AskException";
import { type Gates, useGates, useMoveStage } from "./api";
import { ExceptionCard } from "./ExceptionCard";
import { GateList } from "./GateList";
import styles from "./gates.module.css";
import { StalledList } from "./StalledList";

/** Move the deal to another stage: what the stage asks for, who could meet it, and an exception where it cannot wait. */
export function StageDialog({ onClose }: DialogProps<"stage">) {
  const { data, say } = useWorkspace();
  const { id, name, stage } = data.opportunity;
  const record = useRecord("opportunities", id);
  const pipelines = usePipelines();
  const stages = pipelines.data?.find(({ key }) => key === record.data?.pipeline)?.stages ?? [];
  const next = stages.find((each) => each.position > stage.position && each.outcome !== "lost");
  const [picked, setPicked] = useState<string | null>(null);
  const target = picked ?? next?.key ?? stages.find(({ key }) => key !== stage.key)?.key ?? null;
  const gates = useGates(id, target);
  const move = useMoveStage(id);
  const found = gates.data;
  const moveNow = () => {
    if (!found || !record.data) return;
    move.mutate(
      { stage: found.stage.key, version: record.data.version },
      {
        onSuccess: () => {
          say(`${name} moved to ${found.stage.name}.`);
          onClose();
        },
      },
    );
  };
  const failure = gates.error ?? record.error ?? pipelines.error ?? move.error;
  return (
    <Modal opened onClose={onClose} title="Move the deal" size="lg" closeButtonProps={{ "aria-label": "Close" }}>
      <Stack gap="md">
        <Select
          label="Move to"
          description={`It is in ${stage.name}.`}
          data-autofocus
          allowDeselect={false}
          data={stages.filter(({ key }) => key !== stage.key).map(({ key, name: label }) => ({ value: key, label }))}
          value={target}
          onChange={(key) => {
            move.reset();
            setPicked(key);
          }}
        />
        {failure && (
          <p role="alert" className={styles["problem"]}>
            {messageOf(failure)}
          </p>
        )}
        {!found && gates.isLoading && <Loader size="sm" />}
        {found && <Checklist gates={found} onClose={onClose} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={!found?.is_open || !record.data} loading={move.isPending} onClick={moveNow}>
            {found ? `Move to ${found.stage.name}` : "Move"}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Checklist({ gates, onClose }: { readonly gates: Gates; readonly onClose: () => void }) {
  const unmet = gates.gates.some(({ met }) => !met);
  return (
    <>
      <p className={styles["sum"]}>{sumUp(gates)}</p>
      <GateList gates={gates.gates} onClose={onClose} />
      {gates.exception && <ExceptionCard exception={gates.exception} />}
      {unmet && !gates.is_open && gates.exception?.status !== "asked" && <AskException stage={gates.stage} />}
      {gates.let_past.length > 0 && <LetPast rows={gates.let_past} />}
      <StalledList stalled={gates.stalled} onClose={onClose} />
    </>
  );
}

function LetPast({ rows }: { readonly rows: Gates["let_past"] }) {
  return (
    <details className={styles["details"]}>
      <summary>Went past unmet before ({rows.length})</summary>
      <ul>
        {rows.map((row) => (
          <li key={`${row.label}-${row.at}`}>
            {row.to_stage.name}: {row.label} ({row.missing.toLowerCase()}),{" "}
            {row.way === "waived" ? "on an exception" : "moved elsewhere and flagged"}
          </li>
        ))}
      </ul>
    </details>
  );
}

function sumUp({ gates, is_free, is_open, is_fresh, stage }: Gates): string {
  const fresh = is_fresh ? "" : " New activity is still being scored; this follows in a moment.";
  if (is_free) return `Moving to ${stage.name} asks for nothing.`;
  if (gates.length === 0) return `${stage.name} has no conditions.${fresh}`;
  const unmet = gates.filter(({ met, waived }) => !met && !waived).length;
  if (is_open && gates.every(({ met }) => met)) return `Everything ${stage.name} asks for is there.${fresh}`;
  if (is_open) return `An exception lets the deal into ${stage.name}.${fresh}`;
  return `${unmet} of ${countOf(gates.length, "condition", "conditions")} ${unmet === 1 ? "is" : "are"} missing for ${stage.name}.${fresh}`;
}
