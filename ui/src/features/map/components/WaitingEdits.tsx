import { Menu, UnstyledButton } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { useWorkspace } from "../workspace/context";
import styles from "./WaitingEdits.module.css";

/** Edits that wait for the connection: how many, and which. Nothing is to be done: they are sent when it is back. */
export function WaitingEdits() {
  const { edits } = useWorkspace();
  const { waiting, stalled } = useSyncExternalStore(edits.outbox.subscribe, edits.outbox.state);
  const words = waiting.length === 1 ? "1 edit is waiting" : `${waiting.length} edits are waiting`;
  const shown = stalled && waiting.length > 0;
  return (
    <div aria-live="polite" className={styles["status"]}>
      {shown && (
        <Menu position="bottom-end" shadow="md" width={320}>
          <Menu.Target>
            <UnstyledButton className={styles["button"] ?? ""}>No connection: {words}</UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>Kept on this device, sent when the server can be reached</Menu.Label>
            {waiting.map(({ key, title }) => (
              <Menu.Item key={key} component="div" closeMenuOnClick={false}>
                {title}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
