import { Button } from "@mantine/core";
import { useState } from "react";
import { useTeams } from "~/api/reference";
import { PlusIcon } from "~/icons";
import { Section } from "~/parts/page/Section";
import type { Team } from "./api";
import styles from "./PeoplePage.module.css";
import { TeamDialog } from "./TeamDialog";
import { teamRows } from "./words";

/** Our teams, each below the one it belongs to. */
export function TeamTree({ editable }: { readonly editable: boolean }) {
  const teams = useTeams().data ?? [];
  const [editing, setEditing] = useState<Team | "new" | null>(null);
  const add = editable && (
    <Button variant="default" size="compact-md" leftSection={<PlusIcon size={15} />} onClick={() => setEditing("new")}>
      New team
    </Button>
  );
  return (
    <Section title="Teams" count={teams.length} action={add}>
      {teams.length === 0 && <p className={styles["text"]}>No teams yet. A manager sees what their team sees.</p>}
      <ul className={styles["tree"]}>
        {teamRows(teams).map(({ team, depth }) => (
          <li key={team.id} style={{ paddingInlineStart: depth * 22 }}>
            <span className={styles["name"]}>{team.name}</span>
            <span className={styles["quiet"]}>
              {team.members === 1 ? "1 person" : `${team.members} people`}
              {depth > 0 && <span className={styles["hidden"]}>, below {team.parent?.name}</span>}
            </span>
            {editable && (
              <Button
                variant="subtle"
                size="compact-md"
                aria-label={`Edit team ${team.name}`}
                onClick={() => setEditing(team)}
              >
                Edit
              </Button>
            )}
          </li>
        ))}
      </ul>
      {editing && <TeamDialog {...(editing === "new" ? {} : { team: editing })} onClose={() => setEditing(null)} />}
    </Section>
  );
}
