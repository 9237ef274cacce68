/**
 * Every action on the map is one command: the card's menu, the palette, the keys and the gestures all run the same object,
 * so none of them can do what another cannot.
 */

export interface Command {
  id: string;
  title: string;
  section: "person" | "map" | "view";
  /** Shown beside the title; without `hotkeys` it is handled where the key is pressed. */
  keys?: string;
  /** Keys that run it while a card has the focus or, for the map's commands, anywhere on the page. */
  hotkeys?: readonly string[];
  /** Also while somebody types or a dialog is open. */
  everywhere?: boolean;
  danger?: boolean;
  /** False: in the palette and by key only; a menu would grow too long. */
  inMenu?: boolean;
  /** There is nothing to do at present: left out of lists, drawn faint as a button, told when its key is pressed. */
  disabled?: boolean;
  run: () => void;
}
