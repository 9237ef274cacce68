import { Button, Group, Modal } from "@mantine/core";
import { Avatar } from "~/parts/Avatar";
import type { SimilarContact } from "../api/map";
import styles from "./AddPeopleDialog.module.css";

interface SimilarPeopleProps {
  name: string;
  similar: readonly SimilarContact[];
  onTake: (contact: SimilarContact) => void;
  onNew: () => void;
  onClose: () => void;
}

/** Before somebody new is written down: those they may be. */
export function SimilarPeople({ name, similar, onTake, onNew, onClose }: SimilarPeopleProps) {
  return (
    <Modal opened onClose={onClose} title="Is it one of these?" size={560} closeButtonProps={{ "aria-label": "Close" }}>
      <ul className={styles["list"]} aria-label="Contacts like this one">
        {similar.map((contact) => (
          <li key={contact.id} className={styles["row"]}>
            <Avatar name={contact.name} size={34} />
            <span className={styles["words"]}>
              <span className={styles["name"]}>{contact.name}</span>
              <span className={styles["title"]}>
                {[contact.title, contact.account?.name, contact.reasons[0]].filter(Boolean).join(" · ")}
              </span>
            </span>
            <Button size="xs" variant="default" aria-label={`It is ${contact.name}`} onClick={() => onTake(contact)}>
              It is
            </Button>
          </li>
        ))}
      </ul>
      <Group justify="flex-end" mt={14}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={onNew}>No, {name} is new</Button>
      </Group>
    </Modal>
  );
}
