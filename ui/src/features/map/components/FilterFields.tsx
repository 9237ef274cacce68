import { MultiSelect } from "@mantine/core";
import { coverageOwners } from "~/map/core/colour";
import { countFilters, type FilterName, type Filters, NONE } from "~/map/core/filters";
import type { MapData } from "~/map/core/types";
import { ENGAGEMENT_WORDS, INFLUENCE_WORDS } from "~/map/core/words";
import { SENTIMENT_NAMES } from "~/theme/palette";
import styles from "./FilterFields.module.css";

interface FilterFieldsProps {
  data: MapData;
  filters: Filters;
  onChange: (filters: Filters) => void;
  onClear: () => void;
}

interface Choice {
  value: string;
  label: string;
}

const words = (record: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(record).map(([value, label]) => ({ value, label }));

function choices({ people, personas }: MapData): { name: FilterName; label: string; choices: Choice[] }[] {
  const departments = [...new Set(people.map((person) => person.department).filter(Boolean))].sort();
  const has = (test: (index: number) => boolean) => people.some((_person, index) => test(index));
  const none = (label: string, wanted: boolean): Choice[] => (wanted ? [{ value: NONE, label }] : []);
  return [
    { name: "sentiment", label: "Sentiment", choices: words(SENTIMENT_NAMES) },
    {
      name: "persona",
      label: "Persona",
      choices: [
        ...personas.map(({ key, name }) => ({ value: key, label: name })),
        ...none(
          "No persona",
          has((index) => people[index]?.personas.length === 0),
        ),
      ],
    },
    { name: "engagement", label: "Engagement", choices: words(ENGAGEMENT_WORDS) },
    {
      name: "influence",
      label: "Influence",
      choices: [...words(INFLUENCE_WORDS), { value: NONE, label: "Not assessed" }],
    },
    {
      name: "owner",
      label: "Coverage owner",
      choices: [
        ...coverageOwners(people).map(({ id, name }) => ({ value: id, label: name })),
        ...none(
          "Nobody",
          has((index) => people[index]?.coverage_owner === null),
        ),
      ],
    },
    { name: "department", label: "Department", choices: departments.map((value) => ({ value, label: value })) },
  ];
}

/** Several values of one field are alternatives; the fields must all hold. People who do not match are flattened, not hidden. */
export function FilterFields({ data, filters, onChange, onClear }: FilterFieldsProps) {
  return (
    <div className={styles["fields"]}>
      {choices(data).map(({ name, label, choices: options }) => (
        <MultiSelect
          key={name}
          label={label}
          data={options}
          value={[...filters[name]]}
          onChange={(value) => onChange({ ...filters, [name]: value })}
          placeholder={filters[name].length === 0 ? "Any" : ""}
          size="xs"
          clearable
          searchable={options.length > 8}
          comboboxProps={{ withinPortal: false }}
        />
      ))}
      <button type="button" className={styles["clear"]} onClick={onClear} disabled={countFilters(filters) === 0}>
        Clear all filters
      </button>
    </div>
  );
}
