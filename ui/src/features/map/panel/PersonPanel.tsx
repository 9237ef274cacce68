import { ActionIcon, Button, Menu } from "@mantine/core";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { DotsIcon, FocusIcon } from "~/icons";
import { isStale, lastContact, personaName, sentimentKey } from "~/map/core/words";
import { Avatar } from "~/parts/Avatar";
import { InfluenceBars } from "~/parts/InfluenceBars";
import { PersonaChip } from "~/parts/PersonaChip";
import { SentimentBadge } from "~/parts/SentimentBadge";
import { type Command, personCommands } from "../commands";
import { type PanelField, useWorkspace } from "../workspace/context";
import { CloseButton } from "./CloseButton";
import { EngagementSection } from "./EngagementSection";
import { IndicatorsSection } from "./IndicatorsSection";
import { InfluenceSection } from "./InfluenceSection";
import { NotesSection } from "./NotesSection";
import styles from "./PersonPanel.module.css";
import type { PanelProps } from "./props";
import { RelationsSection } from "./RelationsSection";
import { RoleSection } from "./RoleSection";
import { SeatPanel } from "./SeatPanel";
import { SentimentSection } from "./SentimentSection";

interface PersonDetailsProps extends PanelProps {
  /** Lies over the map: Escape closes it. */
  overlay: boolean;
  focused: boolean;
  commands: readonly Command[];
  onClose: () => void;
  onSelect: (contactId: string) => void;
  onLine: (lineId: string) => void;
  onMove: (managerId: string | null) => void;
  refusal: (report: string, manager: string) => string | null;
}

/** The panel of whoever is selected. */
export function PersonPanel() {
  const workspace = useWorkspace();
  const { data, selected, view, now, canEdit, edits, field, fieldAsked, narrow } = workspace;
  if (!selected) return null;
  if (selected.is_seat) return <SeatPanel key={selected.contact_id} seat={selected} />;
  return (
    <PersonDetails
      key={selected.contact_id}
      data={data}
      person={selected}
      at={view.at}
      now={now}
      canEdit={canEdit}
      edits={edits}
      field={field}
      fieldAsked={fieldAsked}
      overlay={narrow}
      focused={view.focus === selected.contact_id}
      commands={personCommands(workspace, selected)}
      onClose={workspace.closePanel}
      onSelect={workspace.select}
      onLine={workspace.openLine}
      onMove={(manager) => void workspace.moveUnder(selected.contact_id, manager)}
      refusal={workspace.refusal}
    />
  );
}

/** One person on this deal: who they are, what we think, why we think so, and how to change it. */
function PersonDetails(props: PersonDetailsProps) {
  const { data, person, now, commands, focused, onClose, overlay, field } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  // A command for a field moves the focus there itself.
  const wantsHeading = useRef(field === null);
  useEffect(() => {
    if (wantsHeading.current) heading.current?.focus({ preventScroll: true });
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.stopPropagation();
    onClose();
  };
  // A command for a field of the open panel starts that section anew, so that the field takes the focus; the others,
  // with what is being typed there, stay.
  const asked = (...own: PanelField[]) =>
    `${own.join()}:${field !== null && own.includes(field) ? props.fieldAsked : 0}`;
  const focusCommand = commands.find((command) => command.id === "person.focus");
  const line = [person.department, person.is_outsider ? (person.account?.name ?? "Outsider") : null]
    .filter(Boolean)
    .join(" · ");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape anywhere inside closes the panel
    <div className={styles["scroll"]} onKeyDown={onKeyDown} data-overlay={overlay || undefined}>
      <header className={styles["head"]}>
        <Avatar name={person.name} sentiment={sentimentKey(person)} size={56} />
        <div className={styles["who"]}>
          <h2 ref={heading} tabIndex={-1} className={styles["name"]}>
            {person.name}
          </h2>
          <p className={styles["title"]}>{person.title || "No title known"}</p>
          {line && <p className={styles["unit"]}>{line}</p>}
          <div className={styles["chips"]}>
            {person.personas.map((key) => (
              <PersonaChip key={key} persona={key} name={personaName(key, data.personas)} />
            ))}
            {person.is_outsider && <span className={styles["outsider"]}>Outsider</span>}
            {person.status !== "active" && (
              <span className={styles["outsider"]}>{person.status === "left" ? "Left the company" : "Moved"}</span>
            )}
          </div>
        </div>
        <div className={styles["tools"]}>
          {focusCommand && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={focusCommand.title}
              aria-pressed={focused}
              title={focusCommand.title}
              className={styles["tool"] ?? ""}
              onClick={focusCommand.run}
            >
              <FocusIcon size={17} />
            </ActionIcon>
          )}
          <Menu position="bottom-end" shadow="md" width={230} withinPortal={false}>
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`More about ${person.name}`}
                className={styles["tool"] ?? ""}
              >
                <DotsIcon size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {commands
                .filter(({ id, inMenu }) => inMenu !== false && id !== "person.open" && id !== "person.focus")
                .map((command) => (
                  <Menu.Item
                    key={command.id}
                    onClick={command.run}
                    {...(command.danger ? { color: "var(--danger)" } : {})}
                  >
                    {command.title}
                  </Menu.Item>
                ))}
            </Menu.Dropdown>
          </Menu>
          <CloseButton onClose={onClose} />
        </div>
      </header>

      <dl className={styles["facts"]}>
        <div>
          <dt>Sentiment</dt>
          <dd>
            <SentimentBadge sentiment={sentimentKey(person)} />
          </dd>
        </div>
        <div>
          <dt>Influence</dt>
          <dd>
            <InfluenceBars score={person.influence.score} assumed={person.influence.assumed} />
          </dd>
        </div>
        <div>
          <dt>Last contact</dt>
          <dd data-stale={isStale(person, now) || undefined}>{lastContact(person, now)}</dd>
        </div>
        <div>
          <dt>Owner</dt>
          <dd title={person.coverage_owner?.name}>
            {person.coverage_owner ? initialsOf(person.coverage_owner.name) : "–"}
          </dd>
        </div>
      </dl>

      <SentimentSection key={asked("sentiment")} {...props} />
      <InfluenceSection key={asked("influence")} {...props} />
      <EngagementSection {...props} />
      <RelationsSection key={asked("manager")} {...props} />
      <RoleSection key={asked("personas", "owner")} {...props} />
      <IndicatorsSection {...props} />
      <NotesSection {...props} />
      {overlay && <QuickBar commands={commands} />}
    </div>
  );
}

/** What is done after a meeting, under the thumb. */
function QuickBar({ commands }: { commands: readonly Command[] }) {
  const quick = QUICK.flatMap(({ id, label }) => {
    const command = commands.find((each) => each.id === id);
    return command ? [{ ...command, label }] : [];
  });
  if (quick.length === 0) return null;
  return (
    <div className={styles["quick"]}>
      {quick.map(({ id, label, title, run }) => (
        <Button key={id} variant="default" size="sm" aria-label={title} onClick={run}>
          {label}
        </Button>
      ))}
    </div>
  );
}

const QUICK = [
  { id: "person.sentiment", label: "Assess" },
  { id: "person.notes", label: "Note" },
  { id: "person.help", label: "Help me choose" },
] as const;

function initialsOf(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => word[0] ?? "")
    .join("")
    .slice(0, 3)
    .toUpperCase();
}
