import { Button, Loader, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { messageOf } from "~/api/errors";
import { get } from "~/api/http";
import type { components } from "~/api/schema";
import type { Reply } from "~/api/types";
import type { Change } from "~/map/core/changes";
import { draftSeat } from "~/map/core/seats";
import { useWorkspace } from "../workspace/context";
import type { DialogProps } from "../workspace/requests";
import styles from "./StartDialog.module.css";

type Start = components["schemas"]["Start"];

/** Start from what such deals need: empty seats for the roles nobody on this map has. One step to undo. */
export function StartDialog({ onClose }: DialogProps<"start">) {
  const { data, edits } = useWorkspace();
  const { id } = data.opportunity;
  const starts = useQuery({
    queryKey: ["map", id, "starts"],
    queryFn: ({ signal }) => get<Reply<"get_starts">>(`/api/v1/opportunities/${id}/starts`, {}, signal),
  });
  const begin = (start: Start) => {
    onClose();
    const changes = start.roles
      .filter((role) => role.missing)
      .map(({ title, persona }): Change => {
        const person = draftSeat(title, [persona], data.personas);
        return { type: "add_person", person, box: null, lines: [] };
      });
    void edits.applyAll(changes, `Start from ${start.name}`);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title="Start from a template or a won deal"
      size="lg"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {starts.isPending && <Loader size="sm" aria-label="Looking for deals like this one" />}
      {starts.isError && <p role="alert">{messageOf(starts.error)}</p>}
      {starts.data?.starts.length === 0 && <p>There is no template for this segment, and no won deal like this one.</p>}
      <ul className={styles["list"]}>
        {starts.data?.starts.map((start) => {
          const missing = start.roles.filter((role) => role.missing);
          return (
            <li key={start.id} className={styles["start"]}>
              <div className={styles["words"]}>
                <h3 className={styles["name"]}>
                  {start.kind === "template" ? `Template: ${start.name}` : `Won deal: ${start.name}`}
                </h3>
                <p className={styles["why"]}>{start.why}</p>
                <p className={styles["roles"]}>
                  {missing.length === 0
                    ? "All its roles are on this map."
                    : `Empty seats: ${missing.map((role) => role.name).join(", ")}.`}
                </p>
              </div>
              <Button
                variant="default"
                size="xs"
                disabled={missing.length === 0}
                aria-label={`Start from ${start.name}`}
                onClick={() => begin(start)}
              >
                Start from it
              </Button>
            </li>
          );
        })}
      </ul>
    </Modal>
  );
}
