import { Select } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { Indicators } from "~/map/core/types";
import styles from "./IndicatorsSection.module.css";
import type { PanelProps } from "./props";
import { Disclosure, Section } from "./Section";

type TickName = { [Key in keyof Indicators]: Indicators[Key] extends boolean | null ? Key : never }[keyof Indicators];

const EVIDENCE: readonly { name: TickName; label: string }[] = [
  { name: "purchasing_authority", label: "Purchasing authority" },
  { name: "approval_power", label: "Approval power" },
  { name: "committee_member", label: "On the committee" },
  { name: "senior_for_decision", label: "Senior for this decision" },
  { name: "personal_connections", label: "Personal connections" },
  { name: "is_key", label: "Key to the deal" },
  { name: "owns_problem", label: "Owns the problem" },
];

type WordName = "relationship" | "fit_view" | "access" | "change_stance" | "preference";

const RATING = [1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: `${value} of 5` }));
const plain = (...words: string[]) =>
  words.map((word) => ({ value: word, label: word.charAt(0).toUpperCase() + word.slice(1) }));

const WORDS: readonly { name: WordName; label: string; data: { value: string; label: string }[]; numeric?: boolean }[] =
  [
    { name: "relationship", label: "Our relationship", data: RATING, numeric: true },
    { name: "access", label: "How often we reach them", data: plain("none", "rare", "monthly", "weekly") },
    { name: "fit_view", label: "How well they think we fit", data: RATING, numeric: true },
    { name: "preference", label: "Whom they want to win", data: plain("us", "neutral", "competitor") },
    {
      name: "change_stance",
      label: "Stance on change",
      data: plain("innovator", "visionary", "pragmatist", "conservative", "laggard"),
    },
  ];

/** Evidence and signs a seller can tick. Three states: yes, no, and not assessed, which is never no. */
export function IndicatorsSection({ person, canEdit, edits, field }: PanelProps) {
  const section = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (field === "indicators") section.current?.scrollIntoView({ block: "start" });
  }, [field]);
  const { indicators } = person;
  const edit = (change: Partial<Indicators>) =>
    void edits.apply({ type: "edit_person", contactId: person.contact_id, fields: { indicators: change } });
  const assessed =
    EVIDENCE.filter(({ name }) => indicators[name] !== null).length +
    WORDS.filter(({ name }) => indicators[name] !== null && indicators[name] !== "").length;
  return (
    <div ref={section}>
      <Section title="Indicators" count={assessed}>
        <ul className={styles["ticks"]}>
          {EVIDENCE.map(({ name, label }) => (
            <li key={name} className={styles["tick"]}>
              <span id={`tick-${name}`}>{label}</span>
              <Tick
                labelledBy={`tick-${name}`}
                value={indicators[name]}
                disabled={!canEdit}
                onChange={(value) => edit({ [name]: value })}
              />
            </li>
          ))}
        </ul>
        <Disclosure title="More about their view" openAtFirst={field === "indicators"}>
          <div className={styles["words"]}>
            {WORDS.map(({ name, label, data, numeric }) => (
              <Select
                key={name}
                size="xs"
                label={label}
                data={data}
                disabled={!canEdit}
                value={indicators[name] === null || indicators[name] === "" ? null : String(indicators[name])}
                placeholder="Not assessed"
                clearable
                onChange={(value) =>
                  edit({ [name]: numeric ? (value === null ? null : Number(value)) : (value ?? "") })
                }
                clearButtonProps={{ "aria-label": `${label}: not assessed` }}
              />
            ))}
          </div>
        </Disclosure>
      </Section>
    </div>
  );
}

interface TickProps {
  labelledBy: string;
  value: boolean | null;
  disabled: boolean;
  onChange: (value: boolean | null) => void;
}

/** Yes, no, or pressed again: not assessed. */
function Tick({ labelledBy, value, disabled, onChange }: TickProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset per row would be read as seven forms
    <span className={styles["pair"]} role="group" aria-labelledby={labelledBy}>
      {[true, false].map((answer) => (
        <button
          key={String(answer)}
          type="button"
          className={styles["answer"]}
          aria-pressed={value === answer}
          disabled={disabled}
          onClick={() => onChange(value === answer ? null : answer)}
        >
          {answer ? "Yes" : "No"}
        </button>
      ))}
    </span>
  );
}
