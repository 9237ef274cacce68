import { Badge, Button } from "@mantine/core";
import { useState } from "react";
import { useMe } from "~/api/session";
import { BellIcon, PlusIcon } from "~/icons";
import { Notice } from "~/parts/Notice";
import { PageHeader } from "~/parts/page/PageHeader";
import { RecordPage } from "~/parts/page/RecordPage";
import styles from "./InboxPage.module.css";
import { RuleDialog } from "./RuleDialog";
import { type SignalRule, sayRule, useSignalRules } from "./rules";
import rows from "./SignalRulesPage.module.css";

/** Rules a team wrote itself: open to all, written by admins and RevOps. */
export function SignalRulesPage() {
  const rules = useSignalRules();
  return (
    <RecordPage record={rules} noun="rules of signals" listHref="/inbox">
      {(loaded) => <Rules rules={loaded} />}
    </RecordPage>
  );
}

function Rules({ rules }: { readonly rules: readonly SignalRule[] }) {
  const me = useMe();
  const editable = me.sees_everything && me.can_write;
  const [open, setOpen] = useState<SignalRule | "new" | null>(null);
  const create = editable && (
    <Button leftSection={<PlusIcon size={16} />} onClick={() => setOpen("new")}>
      New rule
    </Button>
  );
  return (
    <div className={rows["page"]}>
      <PageHeader title="Rules of signals" action={create}>
        Beside what raises a signal by itself: your own rules over any field of a deal, its account and its people.
        {!editable && " Admins and revenue operations may change them."}
      </PageHeader>
      {rules.length === 0 && (
        <Notice
          icon={<BellIcon size={26} />}
          title="No rule of your own yet"
          text="A rule says which deals or people are worth a word, such as big deals that rest on one person, or sceptics with a veto. It is tried on the last quarter before it goes live."
        />
      )}
      <ul className={styles["list"]}>
        {rules.map((rule) => (
          <li key={rule.id} className={rows["rule"]}>
            <div className={rows["words"]}>
              <h2 className={rows["label"]}>
                {rule.label} {!rule.is_active && <Badge color="gray">Out of use</Badge>}
              </h2>
              <p>{sayRule(rule)}</p>
              <p>Says: “{rule.text}”</p>
            </div>
            {editable && (
              <Button variant="default" size="xs" aria-label={`Change ${rule.label}`} onClick={() => setOpen(rule)}>
                Change
              </Button>
            )}
          </li>
        ))}
      </ul>
      {open && <RuleDialog rule={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </div>
  );
}
