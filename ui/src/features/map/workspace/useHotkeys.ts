import { useEffect, useRef } from "react";
import { type Command, mapCommands, personCommands } from "../commands";
import type { Workspace } from "./context";

/** "Mod+Shift+Z": Mod is Ctrl, or Command on a Mac. */
export function hotkeyOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">): string {
  const { key } = event;
  return [
    (event.ctrlKey || event.metaKey) && "Mod",
    event.altKey && "Alt",
    event.shiftKey && "Shift",
    key.length === 1 ? key.toUpperCase() : key,
  ]
    .filter(Boolean)
    .join("+");
}

/** Keys of the commands, wherever the focus stands on this page; a person's commands work on the card that has it. */
export function useHotkeys(workspace: Workspace): void {
  const latest = useRef(workspace);
  latest.current = workspace;
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const command = commandFor(latest.current, event);
      if (!command) return;
      event.preventDefault();
      command.run();
    };
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}

function commandFor(workspace: Workspace, event: KeyboardEvent): Command | undefined {
  const target = event.target as HTMLElement;
  const pressed = hotkeyOf(event);
  const wanted = ({ hotkeys = [] }: Command) => hotkeys.includes(pressed);
  const command = mapCommands(workspace).find(wanted);
  // A field keeps its own undo, select all and delete; a dialog keeps the page still.
  if (command && (command.everywhere || !isElsewhere(target))) return command;
  const card = target.closest<HTMLElement>("[data-card]")?.dataset["card"];
  const person = card === undefined || isElsewhere(target) ? undefined : workspace.byId.get(card);
  return person && personCommands(workspace, person).find(wanted);
}

function isElsewhere(target: HTMLElement): boolean {
  return target.closest("input, textarea, select, [contenteditable='true'], [role='dialog'], [role='menu']") !== null;
}
