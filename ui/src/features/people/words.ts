import type { Role, Team } from "./api";

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  rep: "Account executive",
  manager: "Sales manager",
  revops: "Revenue operations",
  admin: "Administrator",
  guest: "Guest",
  agent: "AI agent",
};

/** What each role may, for whoever gives it. */
export const ROLE_HINTS: Readonly<Record<Role, string>> = {
  rep: "Sees and edits the accounts they own or work on.",
  manager: "Sees what their team and the teams below it see.",
  revops: "Sees everything, sets rules and scoring, manages users.",
  admin: "Sees everything and manages everything, admins included.",
  guest: "Reads what they are put on; never changes anything.",
  agent: "A program: works like an account executive, marked as such.",
};

export interface TeamRow {
  readonly team: Team;
  readonly depth: number;
}

/** Teams as a tree read from the top: each below its parent, by name. */
export function teamRows(teams: readonly Team[]): readonly TeamRow[] {
  const known = new Set(teams.map((team) => team.id));
  const rows: TeamRow[] = [];
  const add = (parent: string | null, depth: number): void => {
    for (const team of teams) {
      const above = team.parent && known.has(team.parent.id) ? team.parent.id : null;
      if (above !== parent) continue;
      rows.push({ team, depth });
      add(team.id, depth + 1);
    }
  };
  add(null, 0);
  return rows;
}

/** The teams this one may stand below: all but itself and what is below it. */
export function possibleParents(teams: readonly Team[], id: string | undefined): readonly Team[] {
  const below = new Set(id ? [id] : []);
  for (const { team } of teamRows(teams)) if (team.parent && below.has(team.parent.id)) below.add(team.id);
  return teams.filter((team) => !below.has(team.id));
}
