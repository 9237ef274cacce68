import { Button, Group, Modal } from "@mantine/core";
import { useState } from "react";
import type { Assessment } from "~/map/core/matrix";
import type { Person } from "~/map/core/types";
import { InfluenceForm } from "../panel/InfluenceForm";
import { SentimentForm } from "../panel/SentimentForm";
import { useWorkspace } from "../workspace/context";
import type { DialogProps } from "../workspace/requests";
import styles from "./MatrixView.module.css";

/** What a move in the matrix has to say: the view with its evidence, then the influence with its reason and last day. */
export function AssessDialog({ request, onClose }: DialogProps<"assess">) {
  const { byId, edits } = useWorkspace();
  const person = byId.get(request.contactId);
  const [seen, setSeen] = useState(false);
  if (!person) return null;
  const { sentiment, influence } = request;
  const next = influence === undefined ? onClose : () => setSeen(true);
  return (
    <Modal opened onClose={onClose} title={person.name} size="md" closeButtonProps={{ "aria-label": "Close" }}>
      {sentiment !== undefined && !seen ? (
        sentiment === null ? (
          <TakeBack what="your view" person={person} change={{ sentiment }} onDone={next} onClose={onClose} />
        ) : (
          <>
            <SentimentForm person={person} edits={edits} onDone={next} start={sentiment} />
            <p className={styles["note"]}>
              This is your view. Where what they do says otherwise, behaviour counts, and they may stay where they are.
            </p>
          </>
        )
      ) : influence === null ? (
        <TakeBack what="the override" person={person} change={{ influence }} onDone={onClose} onClose={onClose} />
      ) : (
        influence !== undefined && <InfluenceForm person={person} edits={edits} onDone={onClose} start={influence} />
      )}
    </Modal>
  );
}

interface TakeBackProps {
  what: string;
  person: Person;
  change: Omit<Assessment, "contactId">;
  onDone: () => void;
  onClose: () => void;
}

function TakeBack({ what, person, change, onDone, onClose }: TakeBackProps) {
  const { edits } = useWorkspace();
  const contactId = person.contact_id;
  const confirm = () => {
    void edits.apply(
      "sentiment" in change
        ? { type: "assess_sentiment", contactId, seller: null }
        : { type: "override_influence", contactId, override: null },
    );
    onDone();
  };
  return (
    <>
      <p className={styles["note"]}>
        Take {what} back to not assessed? What the record itself shows then decides where {person.name} stands.
      </p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep
        </Button>
        <Button onClick={confirm}>Take back</Button>
      </Group>
    </>
  );
}
