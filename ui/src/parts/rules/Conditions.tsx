import { Button, Select, TextInput } from "@mantine/core";
import styles from "./Conditions.module.css";
import { type Condition, fieldName, OPERATOR_NAMES, useRuleFields } from "./conditions";

interface ConditionsProps {
  readonly conditions: readonly Condition[];
  readonly onChange: (conditions: readonly Condition[]) => void;
}

/** Tests of any field of a stakeholder; all of them must hold. */
export function Conditions({ conditions, onChange }: ConditionsProps) {
  const fields = useRuleFields().data ?? [];
  const put = (at: number, patch: Partial<Condition>) =>
    onChange(conditions.map((each, index) => (index === at ? { ...each, ...patch } : each)));
  const add = () => {
    const [first] = fields;
    if (first) onChange([...conditions, { field: first.name, operator: first.operators[0] ?? "is", value: "" }]);
  };
  return (
    <fieldset className={styles["conditions"]}>
      <legend>Conditions</legend>
      {conditions.map((condition, at) => {
        const operators = fields.find(({ name }) => name === condition.field)?.operators ?? [condition.operator];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity of their own and never change places
          <div key={at} className={styles["condition"]}>
            <Select
              label="Field"
              searchable
              allowDeselect={false}
              data={fields.map(({ name }) => ({ value: name, label: fieldName(name) }))}
              value={condition.field}
              onChange={(field) => {
                const found = fields.find(({ name }) => name === field);
                if (found) put(at, { field: found.name, operator: found.operators[0] ?? "is", value: "" });
              }}
            />
            <Select
              label="Test"
              allowDeselect={false}
              data={operators.map((value) => ({ value, label: OPERATOR_NAMES[value] }))}
              value={condition.operator}
              onChange={(operator) => put(at, { operator: operator as Condition["operator"] })}
            />
            <TextInput
              label="Value"
              disabled={condition.operator.endsWith("known")}
              value={String(condition.value ?? "")}
              onChange={(event) => put(at, { value: typed(event.currentTarget.value) })}
            />
            <Button variant="default" size="xs" onClick={() => onChange(conditions.filter((_, index) => index !== at))}>
              Remove
            </Button>
          </div>
        );
      })}
      <Button variant="default" size="xs" mt={8} onClick={add} disabled={fields.length === 0}>
        Add a condition
      </Button>
    </fieldset>
  );
}

/** Numbers and yes or no are sent as such: a field of numbers is compared with a number. */
function typed(text: string): NonNullable<Condition["value"]> {
  if (text === "true" || text === "yes") return true;
  if (text === "false" || text === "no") return false;
  return text.trim() !== "" && /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
}
