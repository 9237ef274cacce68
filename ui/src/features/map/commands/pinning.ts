import type { Person } from "~/map/core/types";
import { keepsPins } from "~/map/core/viewState";
import type { Workspace } from "../workspace/context";
import type { Command } from "./command";

/** A nudge with the keyboard: about the gap between two cards. */
const STEP = 24;
const NUDGES = [
  { key: "ArrowLeft", word: "left", dx: -STEP, dy: 0 },
  { key: "ArrowRight", word: "right", dx: STEP, dy: 0 },
  { key: "ArrowUp", word: "up", dx: 0, dy: -STEP },
  { key: "ArrowDown", word: "down", dx: 0, dy: STEP },
] as const;

/** Placing a card by hand: what dragging with Alt does. */
export function pinOne(workspace: Workspace, person: Person): Command[] {
  const { data, view, canEdit, edits } = workspace;
  const contactId = person.contact_id;
  const box = data.layout.boxes[contactId];
  if (!canEdit || !keepsPins(view) || !box) return [];
  const place = (left: number, top: number) => {
    const [x, y] = [Math.round(left), Math.round(top)];
    void edits.apply({ type: "pin_person", contactId, pin: { x, y }, box: { ...box, x, y } });
  };
  return [
    person.pin === null
      ? { id: "person.pin", section: "person", title: "Pin here", run: () => place(box.x, box.y) }
      : {
          id: "person.unpin",
          section: "person",
          title: "Unpin",
          run: () => void edits.apply({ type: "pin_person", contactId, pin: null, box: null }),
        },
    ...NUDGES.map(
      ({ key, word, dx, dy }): Command => ({
        id: `person.nudge.${word}`,
        section: "person",
        title: `Move the card ${word}`,
        keys: `Alt+${ARROWS[word]}`,
        hotkeys: [`Alt+${key}`],
        inMenu: false,
        run: () => place(box.x + dx, box.y + dy),
      }),
    ),
  ];
}

const ARROWS = { left: "←", right: "→", up: "↑", down: "↓" } as const;
