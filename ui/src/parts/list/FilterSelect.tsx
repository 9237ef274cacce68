import { NativeSelect } from "@mantine/core";
import styles from "./FilterSelect.module.css";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface FilterSelectProps {
  readonly label: string;
  /** The words for "no filter". */
  readonly any: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One filter. The browser's own list: works by keyboard, by screen reader and on a phone without our help. */
export function FilterSelect({ label, any, choices, value, onChange }: FilterSelectProps) {
  return (
    <NativeSelect
      aria-label={label}
      className={styles["select"] ?? ""}
      data-active={value !== ""}
      data={[{ value: "", label: any }, ...choices]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
