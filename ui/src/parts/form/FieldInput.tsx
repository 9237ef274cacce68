import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import type { FieldSpec } from "./draft";
import styles from "./FieldInput.module.css";
import { RecordPicker } from "./RecordPicker";

interface FieldInputProps {
  readonly field: FieldSpec;
  readonly value: string;
  /** The record's value the form started from; a reference brings its name along. */
  readonly chosen: unknown;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
}

/** One field of a form, by its kind. */
export function FieldInput({ field, value, chosen, problem, onChange }: FieldInputProps) {
  const common = {
    name: field.name,
    label: field.label,
    className: (field.half ? styles["half"] : styles["full"]) ?? "",
    withAsterisk: field.required ?? false,
    description: field.hint,
    inputWrapperOrder: ["label", "input", "description", "error"] as ("label" | "input" | "description" | "error")[],
    error: problem,
    value,
  };
  const limit = field.maxLength === undefined ? {} : { maxLength: field.maxLength };
  switch (field.kind) {
    case "record":
      return <RecordPicker {...common} source={field.source ?? "accounts"} chosen={chosen} onChange={onChange} />;
    case "choice":
      return (
        <NativeSelect
          {...common}
          data={[{ value: "", label: "Not assessed" }, ...(field.choices ?? [])]}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "lines":
    case "pairs":
      return <Textarea {...common} rows={2} onChange={(event) => onChange(event.currentTarget.value)} />;
    case "long":
      return <Textarea {...common} rows={3} onChange={(event) => onChange(event.currentTarget.value)} />;
    case "day":
      return <TextInput {...common} type="date" onChange={(event) => onChange(event.currentTarget.value)} />;
    case "number":
      // Not type=number: a wheel over it changes the value, and browsers hide what was mistyped.
      return <TextInput {...common} inputMode="decimal" onChange={(event) => onChange(event.currentTarget.value)} />;
    default:
      return <TextInput {...common} {...limit} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
}
