import { Modal, TextInput } from "@mantine/core";
import { type KeyboardEvent, useId, useState } from "react";
import { SearchIcon } from "~/icons";
import { fold } from "~/map/core/filters";
import { type Command, mapCommands, personCommands } from "../commands";
import { useWorkspace } from "../workspace/context";
import type { DialogProps } from "../workspace/requests";
import styles from "./Palette.module.css";

/** In the same turn as the field appears: the dialog's own focus comes a turn later, and keys typed at once would be lost. */
const takeFocus = (field: HTMLInputElement | null) => field?.focus({ preventScroll: true });

/** Every command by name (Ctrl+K). */
export function Palette({ onClose }: DialogProps<"palette">) {
  const workspace = useWorkspace();
  const { selected } = workspace;
  const subject = selected?.name ?? null;
  const commands = [...(selected ? personCommands(workspace, selected) : []), ...mapCommands(workspace)].filter(
    ({ id, disabled }) => id !== "map.palette" && !disabled,
  );
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const listId = useId();
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const found = commands.filter((command) => words.every((word) => fold(command.title).includes(word)));
  const current = found[Math.min(at, found.length - 1)];

  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setAt((last) => (Math.min(last, found.length - 1) + step + found.length) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(current);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={520}
      yOffset="12vh"
      title="Commands"
      styles={{ header: { display: "none" } }}
    >
      <TextInput
        ref={takeFocus}
        data-autofocus
        variant="unstyled"
        size="md"
        className={styles["input"] ?? ""}
        placeholder={subject ? `What to do, with ${subject} or the map` : "What to do"}
        aria-label="Command"
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={current ? `${listId}-${current.id}` : undefined}
        leftSection={<SearchIcon size={16} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={listId} aria-label="Commands" className={styles["list"]} tabIndex={-1}>
        {found.map((command) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field above holds the focus and the keys
          <div
            key={command.id}
            id={`${listId}-${command.id}`}
            role="option"
            aria-selected={command === current}
            className={styles["option"]}
            onClick={() => run(command)}
          >
            <span>{command.title}</span>
            <span className={styles["section"]}>
              {command.section === "person" ? subject : command.section === "map" ? "Map" : "View"}
            </span>
          </div>
        ))}
        {found.length === 0 && <p className={styles["none"]}>No command is called that.</p>}
      </div>
    </Modal>
  );
}
