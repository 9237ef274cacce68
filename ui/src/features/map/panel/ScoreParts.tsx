import { Skeleton } from "@mantine/core";
import { type ComponentType, useState } from "react";
import { messageOf } from "~/api/errors";
import {
  CallIcon,
  ContentIcon,
  DocumentIcon,
  ForwardIcon,
  LinkIcon,
  MailIcon,
  MeetingIcon,
  NoteIcon,
  SupportIcon,
} from "~/icons";
import type { IconProps } from "~/icons/Icon";
import type { Evidence, EvidenceRecord, MapData, Part, Person, ScoreName } from "~/map/core/types";
import { formatDay, formatMoment } from "~/parts/format";
import { useEvidence } from "../api/map";
import styles from "./ScoreParts.module.css";
import { Disclosure } from "./Section";

interface ScorePartsProps {
  data: MapData;
  person: Person;
  at: string | null;
  score: ScoreName;
  /** Parts the map brought along; where it brings none they come with the records. */
  parts?: readonly Part[];
  value: number | null;
}

/** A score opened: what it adds up from, and below that the records it rests on. */
export function ScoreParts(props: ScorePartsProps) {
  return (
    <Disclosure title="How it adds up">
      <Opened {...props} />
    </Disclosure>
  );
}

function Opened({ data, person, at, score, parts = [], value }: ScorePartsProps) {
  const evidence = useEvidence(data.opportunity.id, person.id, score, at, true);
  const shown = parts.length > 0 ? parts : (evidence.data?.parts ?? []);
  return (
    <>
      {(shown.length > 0 || !evidence.isPending) && <Addends parts={shown} value={value} />}
      {evidence.isPending && <Skeleton height={56} mt={10} radius="md" />}
      {evidence.isError && <p className={styles["none"]}>{messageOf(evidence.error)}</p>}
      {evidence.data && <Records evidence={evidence.data} />}
    </>
  );
}

/** One decimal, and a true minus sign. */
export function points(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  const digits = Math.abs(rounded).toLocaleString("en", { minimumFractionDigits: 0, maximumFractionDigits: 1 });
  return `${rounded > 0 ? "+" : rounded < 0 ? "−" : ""}${digits}`;
}

function Addends({ parts, value }: { parts: readonly Part[]; value: number | null }) {
  if (parts.length === 0)
    return <p className={styles["none"]}>Nothing has been observed yet, so there is nothing to add up.</p>;
  const widest = Math.max(...parts.map((part) => Math.abs(part.points)), 1);
  return (
    <table className={styles["parts"]}>
      <tbody>
        {parts.map((part) => (
          <tr key={part.key}>
            <th scope="row">
              {part.label}
              <span className={styles["detail"]}>{part.detail}</span>
            </th>
            <td className={styles["bar"]} aria-hidden="true">
              <span
                data-negative={part.points < 0 || undefined}
                style={{ width: `${(Math.abs(part.points) / widest) * 100}%` }}
              />
            </td>
            <td className={styles["points"]}>{points(part.points)}</td>
          </tr>
        ))}
      </tbody>
      {value !== null && (
        <tfoot>
          <tr>
            <th scope="row">Together</th>
            <td />
            <td className={styles["points"]}>{points(value).replace("+", "")}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/** How many records are shown before somebody asks for all. */
const FIRST = 6;

function Records({ evidence: { records, total, rule, settings_version: version } }: { evidence: Evidence }) {
  const [all, setAll] = useState(false);
  const shown = all ? records : records.slice(0, FIRST);
  return (
    <>
      <h4 className={styles["heading"]}>
        Records behind it <span>{total}</span>
      </h4>
      {records.length === 0 && <p className={styles["none"]}>No record counts towards this score.</p>}
      <ol className={styles["records"]}>
        {shown.map((record) => (
          <RecordRow key={`${record.id}:${record.counts_as}`} record={record} />
        ))}
      </ol>
      {shown.length < records.length && (
        <button type="button" className={styles["more"]} onClick={() => setAll(true)}>
          Show {records.length - shown.length} more
        </button>
      )}
      {all && total > records.length && (
        <p className={styles["none"]}>
          The {records.length} that count most of {total}.
        </p>
      )}
      {rule && (
        <p className={styles["rule"]}>
          {rule}
          {version && ` Settings version ${version}.`}
        </p>
      )}
    </>
  );
}

const KIND_ICONS: Readonly<Record<string, ComponentType<IconProps>>> = {
  email: MailIcon,
  meeting: MeetingIcon,
  call: CallIcon,
  content: ContentIcon,
  content_view: ContentIcon,
  document: DocumentIcon,
  document_share: DocumentIcon,
  forward: ForwardIcon,
  support: SupportIcon,
  support_case: SupportIcon,
  line: LinkIcon,
};

function RecordRow({ record }: { record: EvidenceRecord }) {
  const KindIcon = KIND_ICONS[record.kind] ?? NoteIcon;
  const facts = [
    record.counts_as,
    record.response,
    record.with.length > 0
      ? `with ${record.with.slice(0, 3).join(", ")}${record.with.length > 3 ? ` and ${record.with.length - 3} more` : ""}`
      : "",
  ];
  return (
    <li className={styles["record"]}>
      <span className={styles["icon"]}>
        <KindIcon size={14} />
      </span>
      <div>
        <p className={styles["subject"]}>{record.subject || inWords(record.kind)}</p>
        <p className={styles["meta"]}>
          <time dateTime={record.occurred_at} title={formatMoment(record.occurred_at)}>
            {formatDay(record.occurred_at)}
          </time>
          {facts.filter(Boolean).map((fact) => (
            <span key={fact}>{inWords(fact)}</span>
          ))}
        </p>
      </div>
      {record.points !== null && (
        <span
          className={styles["recordPoints"]}
          data-negative={record.points < 0 || undefined}
          data-positive={record.points > 0 || undefined}
        >
          {points(record.points)}
        </span>
      )}
    </li>
  );
}

function inWords(key: string): string {
  const words = key.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
