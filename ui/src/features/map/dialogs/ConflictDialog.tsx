import { Button, Group, Modal } from "@mantine/core";
import { useWorkspace } from "../workspace/context";
import styles from "./ConflictDialog.module.css";

/** Two people edited the same thing. Both versions stand side by side and one of the two is chosen. */
export function ConflictDialog() {
  const { conflict, keepTheirs, saveMine } = useWorkspace().edits;
  if (!conflict) return null;
  const fields = Object.keys(conflict.yours);
  return (
    <Modal
      opened
      onClose={keepTheirs}
      title="Somebody saved first"
      size="lg"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <p className={styles["text"]}>
        {conflict.title}: {conflict.message}
      </p>
      {fields.length > 0 && (
        <table className={styles["table"]}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Saved by them</th>
              <th scope="col">Yours</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field}>
                <th scope="row">{inWords(field)}</th>
                <td>{shown(conflict.current[field])}</td>
                <td>{shown(conflict.yours[field])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={keepTheirs} data-autofocus>
          Keep theirs
        </Button>
        <Button onClick={() => void saveMine()}>Save mine over it</Button>
      </Group>
    </Modal>
  );
}

function inWords(field: string): string {
  const words = field.replace(/_id$/, "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  if (Array.isArray(value)) return value.map(shown).join(", ");
  if (typeof value === "object") return "name" in value ? String(value.name) : JSON.stringify(value);
  return String(value).replaceAll("_", " ");
}
