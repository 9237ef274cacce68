/** Every command of the page. A feature adds its own with one line in one of the two lists. */

import type { Person } from "~/map/core/types";
import { stageCommands } from "../gates/commands";
import { lensCommands } from "../lens/commands";
import { presentCommands } from "../present/commands";
import { reviewCommands } from "../review/commands";
import { shareCommands } from "../share/commands";
import { sideCommands, whatIfOf } from "../signals/commands";
import { sinceCommands } from "../since/commands";
import { trayCommands } from "../tray/commands";
import type { Workspace } from "../workspace/context";
import type { Command } from "./command";
import { editingCommands } from "./editing";
import { wholeMap } from "./map";
import { onePerson } from "./person";
import { pickingCommands, pickOne } from "./picking";
import { pinOne } from "./pinning";

export type { Command } from "./command";

const MAP_COMMANDS: readonly ((workspace: Workspace) => Command[])[] = [
  wholeMap,
  editingCommands,
  pickingCommands,
  trayCommands,
  lensCommands,
  presentCommands,
  stageCommands,
  reviewCommands,
  sinceCommands,
  sideCommands,
  shareCommands,
];
const PERSON_COMMANDS: readonly ((workspace: Workspace, person: Person) => Command[])[] = [
  onePerson,
  whatIfOf,
  pickOne,
  pinOne,
];

export function mapCommands(workspace: Workspace): Command[] {
  return MAP_COMMANDS.flatMap((commands) => commands(workspace));
}

export function personCommands(workspace: Workspace, person: Person): Command[] {
  return PERSON_COMMANDS.flatMap((commands) => commands(workspace, person));
}
