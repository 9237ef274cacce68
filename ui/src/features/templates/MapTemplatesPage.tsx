import { Button } from "@mantine/core";
import { useState } from "react";
import { usePersonas } from "~/api/reference";
import { useMe } from "~/api/session";
import { PlusIcon } from "~/icons";
import { PageHeader } from "~/parts/page/PageHeader";
import { RecordPage } from "~/parts/page/RecordPage";
import { Section } from "~/parts/page/Section";
import { type MapTemplate, useTemplates } from "./api";
import styles from "./MapTemplatesPage.module.css";
import { IMPORTANCE, TemplateDialog } from "./TemplateDialog";

/** The roles a segment's deals need: open to all, written by admins and RevOps. */
export function MapTemplatesPage() {
  const templates = useTemplates();
  return (
    <RecordPage record={templates} noun="map templates" listHref="/opportunities">
      {(loaded) => <Templates templates={loaded} />}
    </RecordPage>
  );
}

function Templates({ templates }: { readonly templates: readonly MapTemplate[] }) {
  const me = useMe();
  const editable = me.sees_everything && me.can_write;
  const personas = usePersonas();
  const [open, setOpen] = useState<MapTemplate | "new" | null>(null);
  const nameOf = (key: string) => personas.data?.find((each) => each.key === key)?.name ?? key.replaceAll("_", " ");
  return (
    <div className={styles["page"]}>
      <PageHeader
        title="Map templates"
        action={
          editable && (
            <Button leftSection={<PlusIcon size={16} />} onClick={() => setOpen("new")}>
              New template
            </Button>
          )
        }
      >
        The roles a segment’s deals need. A map is started from them as empty seats, and where too few won deals are
        like it, they are what is expected of it.
        {!editable && " Admins and revenue operations may change them."}
      </PageHeader>
      {templates.map((template) => (
        <Section
          key={template.id}
          title={template.name}
          count={template.roles.length}
          action={
            editable && (
              <Button
                variant="default"
                size="xs"
                aria-label={`Change ${template.name}`}
                onClick={() => setOpen(template)}
              >
                Change
              </Button>
            )
          }
        >
          <p className={styles["whose"]}>
            {template.segment
              ? `For accounts of the segment ${template.segment}.`
              : "For all segments without their own."}
          </p>
          <ul className={styles["roles"]}>
            {template.roles.map((role) => (
              <li key={role.persona}>
                <strong>{nameOf(role.persona)}</strong>
                <span>{role.title}</span>
                <span>{IMPORTANCE[role.importance ?? 2]}</span>
              </li>
            ))}
          </ul>
        </Section>
      ))}
      {open && <TemplateDialog template={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </div>
  );
}
