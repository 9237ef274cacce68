import { Button } from "@mantine/core";
import { messageOf } from "~/api/errors";
import { useMe } from "~/api/session";
import type { Contact } from "~/api/types";
import { formatDay } from "~/parts/format";
import { Section } from "~/parts/page/Section";
import { mayEdit } from "~/parts/permissions";
import styles from "./ContactMerges.module.css";
import { type Merge, useMerges, useUndoMerge } from "./merging";

/** Who became this contact, and the way back. */
export function ContactMerges({ contact }: { readonly contact: Contact }) {
  const editable = mayEdit(useMe());
  const merges = useMerges(contact.id).data?.filter((each) => !each.undone_at) ?? [];
  const undo = useUndoMerge(contact.id);
  const kept = undo.data?.kept ?? [];
  if (merges.length === 0 && !undo.data) return null;
  return (
    <Section title="Merged into this contact">
      {merges.map((merge, place) => (
        <div key={merge.id} className={styles["merge"]}>
          <span>{saysOf(merge)}</span>
          {/* The later one stands in the way of the earlier ones. */}
          {place === 0 && editable && (
            <Button size="xs" variant="default" loading={undo.isPending} onClick={() => undo.mutate(merge.id)}>
              Undo
            </Button>
          )}
        </div>
      ))}
      <p role="status" className={styles["told"]}>
        {undo.data && `${undo.data.other.name} is a contact of their own again.`} {kept.join(" ")}
        {undo.isError && messageOf(undo.error)}
      </p>
    </Section>
  );
}

function saysOf({ other, merged_at, merged_by }: Merge): string {
  return `${other.name}, ${formatDay(merged_at)}${merged_by ? ` by ${merged_by.name}` : ""}`;
}
