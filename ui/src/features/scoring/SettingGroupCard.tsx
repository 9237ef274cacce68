import { Switch, TextInput } from "@mantine/core";
import { ChevronRightIcon } from "~/icons";
import { countOf } from "~/parts/format";
import styles from "./SettingGroupCard.module.css";
import type { Edits, Setting, SettingGroup } from "./values";

interface SettingGroupCardProps {
  readonly group: SettingGroup;
  readonly edits: Edits;
  /** By path. */
  readonly problems: Readonly<Record<string, string>>;
  readonly editable: boolean;
  readonly startsOpen: boolean;
  readonly onEdit: (setting: Setting, next: string | boolean) => void;
}

/** The values of one score, foldable; each beside what it was before anybody changed it. */
export function SettingGroupCard(props: SettingGroupCardProps) {
  const { group, edits, problems, startsOpen } = props;
  const changed = group.settings.filter(
    (setting) => setting.path in edits || setting.value !== setting.standard,
  ).length;
  const wrong = group.settings.some((setting) => setting.path in problems);
  return (
    <details className={styles["card"]} open={startsOpen || wrong}>
      <summary className={styles["summary"]}>
        <ChevronRightIcon className={styles["arrow"]} size={17} />
        <h2 className={styles["title"]}>{group.title}</h2>
        <span className={styles["count"]}>
          {countOf(group.settings.length, "value", "values")}
          {changed > 0 && `, ${changed} changed`}
        </span>
      </summary>
      <div className={styles["settings"]}>
        {group.settings.map((setting) => (
          <SettingInput key={setting.path} {...props} setting={setting} />
        ))}
      </div>
    </details>
  );
}

function SettingInput({
  setting,
  edits,
  problems,
  editable,
  onEdit,
}: SettingGroupCardProps & { readonly setting: Setting }) {
  const { path, label, meaning, unit, value, standard } = setting;
  const now = edits[path] ?? value;
  const away = (typeof now === "boolean" ? now : Number(now)) !== standard;
  const told = away ? `${meaning} Default: ${String(standard)}.` : meaning;
  if (typeof value === "boolean") {
    return (
      <Switch
        label={label}
        description={told}
        checked={now === true}
        disabled={!editable}
        onChange={(event) => onEdit(setting, event.currentTarget.checked)}
      />
    );
  }
  return (
    <TextInput
      label={unit ? `${label}, ${unit}` : label}
      description={told}
      inputWrapperOrder={["label", "input", "description", "error"]}
      inputMode="decimal"
      value={String(now)}
      error={problems[path]}
      readOnly={!editable}
      data-edited={path in edits}
      className={styles["input"] ?? ""}
      onChange={(event) => onEdit(setting, event.currentTarget.value)}
    />
  );
}
