import { Button } from "@mantine/core";
import { ConditionRow } from "./ConditionRow";
import styles from "./Conditions.module.css";
import { type Condition, type Subject, useRuleFields } from "./conditions";

interface ConditionsProps {
  readonly conditions: readonly Condition[];
  readonly onChange: (conditions: readonly Condition[]) => void;
  /** Only fields of these; both where nothing is said. */
  readonly subject?: Subject;
}

/** Tests of any field of a stakeholder or of the deal; all of them must hold. */
export function Conditions({ conditions, onChange, subject }: ConditionsProps) {
  const known = useRuleFields().data ?? [];
  const fields = subject ? known.filter((each) => each.subject === subject) : known;
  const put = (at: number, patch: Partial<Condition>) =>
    onChange(conditions.map((each, index) => (index === at ? { ...each, ...patch } : each)));
  const add = () => {
    const [first] = fields;
    if (first) onChange([...conditions, { field: first.name, operator: first.operators[0] ?? "is", value: "" }]);
  };
  return (
    <fieldset className={styles["conditions"]}>
      <legend>Conditions</legend>
      {conditions.map((condition, at) => (
        <ConditionRow
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity of their own and never change places
          key={at}
          condition={condition}
          fields={fields}
          onPut={(patch) => put(at, patch)}
          onRemove={() => onChange(conditions.filter((_, index) => index !== at))}
        />
      ))}
      <Button variant="default" size="xs" mt={8} onClick={add} disabled={fields.length === 0}>
        Add a condition
      </Button>
    </fieldset>
  );
}
