import { useState } from "react";
import { useMe } from "~/api/session";
import { formatMoment } from "~/parts/format";
import { PageHeader } from "~/parts/page/PageHeader";
import { RecordPage } from "~/parts/page/RecordPage";
import { type Settings, useScoringSettings } from "./api";
import { ChangeBar } from "./ChangeBar";
import { NormsCard } from "./NormsCard";
import styles from "./ScoringSettingsPage.module.css";
import { SettingGroupCard } from "./SettingGroupCard";
import { type Edits, edited, groupsOf } from "./values";

/** The weights and thresholds behind every score: open to all, changed by admins and revenue operations. */
export function ScoringSettingsPage() {
  const settings = useScoringSettings();
  return (
    <RecordPage record={settings} noun="settings" listHref="/opportunities">
      {(loaded) => <Editor settings={loaded} />}
    </RecordPage>
  );
}

function Editor({ settings }: { readonly settings: Settings }) {
  const me = useMe();
  const editable = me.sees_everything && me.can_write;
  const [edits, setEdits] = useState<Edits>({});
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const groups = groupsOf(settings.values, settings.defaults, settings.words);
  const { saved } = settings;
  return (
    <>
      <PageHeader title="Scoring">
        {saved
          ? `Version ${settings.version}, saved ${formatMoment(saved.at)}${saved.by ? ` by ${saved.by.name}` : ""}`
          : `Version ${settings.version}, the defaults`}
        {!editable && ". Admins and revenue operations may change it."}
      </PageHeader>
      {saved?.note && <p className={styles["note"]}>“{saved.note}”</p>}
      <div className={styles["groups"]}>
        {groups.map((group, index) => (
          <SettingGroupCard
            key={group.key}
            group={group}
            edits={edits}
            problems={problems}
            editable={editable}
            startsOpen={index === 0}
            onEdit={(setting, next) => setEdits((old) => edited(old, setting, next))}
          />
        ))}
        <NormsCard />
      </div>
      <p className={styles["more"]}>
        Role templates and rules of your own are set through the API; changes here leave them as they are.
      </p>
      {editable && Object.keys(edits).length > 0 && (
        <ChangeBar
          settings={settings}
          edits={edits}
          onProblems={setProblems}
          onDone={() => {
            setEdits({});
            setProblems({});
          }}
        />
      )}
    </>
  );
}
