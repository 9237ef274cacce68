import { Autocomplete, Button, Select } from "@mantine/core";
import styles from "./Conditions.module.css";
import { type Condition, fieldName, grouped, OPERATOR_NAMES, type RuleField } from "./conditions";

interface ConditionRowProps {
  readonly condition: Condition;
  readonly fields: readonly RuleField[];
  readonly onPut: (patch: Partial<Condition>) => void;
  readonly onRemove: () => void;
}

/** One test: a field, how it is compared, and with what. Words the record holds are offered. */
export function ConditionRow({ condition, fields, onPut, onRemove }: ConditionRowProps) {
  const field = fields.find(({ name }) => name === condition.field);
  const operators = field?.operators ?? [condition.operator];
  return (
    <div className={styles["condition"]}>
      <Select
        label="Field"
        searchable
        allowDeselect={false}
        data={grouped(fields)}
        value={condition.field}
        onChange={(name) => {
          const found = fields.find((each) => each.name === name);
          if (found) onPut({ field: found.name, operator: found.operators[0] ?? "is", value: "" });
        }}
      />
      <Select
        label="Test"
        allowDeselect={false}
        data={operators.map((value) => ({ value, label: OPERATOR_NAMES[value] }))}
        value={condition.operator}
        onChange={(operator) => onPut({ operator: operator as Condition["operator"] })}
      />
      <Autocomplete
        label="Value"
        comboboxProps={{ withinPortal: false }}
        disabled={condition.operator.endsWith("known")}
        inputMode={field?.kind === "number" ? "decimal" : "text"}
        data={field?.kind === "yes_no" ? ["yes", "no"] : (field?.options ?? [])}
        value={shown(condition.value)}
        onChange={(text) => onPut({ value: typed(text) })}
      />
      <Button
        variant="default"
        size="xs"
        aria-label={`Remove the condition on ${fieldName(condition.field)}`}
        onClick={onRemove}
      >
        Remove
      </Button>
    </div>
  );
}

function shown(value: Condition["value"]): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value ?? "");
}

/** Numbers and yes or no are sent as such: a field of numbers is compared with a number. */
function typed(text: string): NonNullable<Condition["value"]> {
  if (text === "true" || text === "yes") return true;
  if (text === "false" || text === "no") return false;
  return text.trim() !== "" && /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
}
