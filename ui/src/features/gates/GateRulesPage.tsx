import { Badge, Button } from "@mantine/core";
import { useState } from "react";
import { usePersonas, usePipelines } from "~/api/reference";
import { useMe } from "~/api/session";
import { PlusIcon } from "~/icons";
import { PageHeader } from "~/parts/page/PageHeader";
import { RecordPage } from "~/parts/page/RecordPage";
import { Section } from "~/parts/page/Section";
import { type GateRule, useGateRules } from "./api";
import styles from "./GateRulesPage.module.css";
import { RuleDialog } from "./RuleDialog";
import { RuleOutcome } from "./RuleOutcome";
import { sayRule } from "./words";

/** What each stage asks for: open to all, built by admins and RevOps. */
export function GateRulesPage() {
  const rules = useGateRules();
  return (
    <RecordPage record={rules} noun="stage gates" listHref="/opportunities">
      {(loaded) => <Rules rules={loaded} />}
    </RecordPage>
  );
}

function Rules({ rules }: { readonly rules: readonly GateRule[] }) {
  const me = useMe();
  const editable = me.sees_everything && me.can_write;
  const pipelines = usePipelines();
  const personas = usePersonas();
  const [open, setOpen] = useState<GateRule | "new" | null>(null);
  const personaName = (key: string) => personas.data?.find((each) => each.key === key)?.name.toLowerCase() ?? key;
  const stages = (pipelines.data ?? []).flatMap((pipeline) =>
    pipeline.stages.map((stage) => ({ pipeline, stage, id: `${pipeline.key} ${stage.key}` })),
  );
  const many = (pipelines.data?.length ?? 0) > 1;
  return (
    <div className={styles["page"]}>
      <PageHeader
        title="Stage gates"
        action={
          editable && (
            <Button leftSection={<PlusIcon size={16} />} onClick={() => setOpen("new")}>
              New rule
            </Button>
          )
        }
      >
        What a stage asks for before a deal may enter it, or any stage after it.
        {!editable && " Admins and revenue operations may change it."}
      </PageHeader>
      {stages.map(({ pipeline, stage, id }) => {
        const here = rules.filter((rule) => rule.pipeline === pipeline.key && rule.stage.key === stage.key);
        if (here.length === 0) return null;
        return (
          <Section key={id} title={many ? `${pipeline.name}: ${stage.name}` : stage.name} count={here.length}>
            <ul className={styles["list"]}>
              {here.map((rule) => (
                <li key={rule.id} className={styles["rule"]}>
                  <div className={styles["words"]}>
                    <h3 className={styles["label"]}>
                      {rule.label} {!rule.is_active && <Badge color="gray">Out of use</Badge>}
                    </h3>
                    <p>{sayRule(rule, personaName)}</p>
                    {rule.segments.length > 0 && <p>For {rule.segments.join(", ")} only.</p>}
                    {rule.outcomes && <RuleOutcome outcomes={rule.outcomes} />}
                  </div>
                  {editable && (
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={`Change ${rule.label}`}
                      onClick={() => setOpen(rule)}
                    >
                      Change
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </Section>
        );
      })}
      {open && <RuleDialog rule={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </div>
  );
}
