import { Button } from "@mantine/core";
import { useState } from "react";
import { useMe } from "~/api/session";
import { mayEdit } from "~/parts/permissions";
import { useWorkspace } from "../workspace/context";
import { useReview } from "./api";
import { CommentEntry } from "./CommentEntry";
import styles from "./review.module.css";
import { WriteComment } from "./WriteComment";

interface LineCommentsProps {
  readonly from: string;
  readonly to: string;
  readonly onAccepted: () => void;
}

/** What colleagues say of what is between two people and nobody has answered, beside the line itself. */
export function LineComments({ from, to, onAccepted }: LineCommentsProps) {
  const me = useMe();
  const { data, view } = useWorkspace();
  const review = useReview(data.opportunity.id).data;
  const [writing, setWriting] = useState(false);
  const comments = (review?.comments ?? []).filter(
    ({ status, contact, to_contact: other }) =>
      status === "open" && contact && other && [contact.id, other.id].every((id) => id === from || id === to),
  );
  // Comments are of today's map; an earlier one is only looked at.
  if (view.at !== null || (comments.length === 0 && !mayEdit(me))) return null;
  return (
    <section className={`${styles["section"]} ${styles["beside"]}`} aria-label="Comments on these two">
      {comments.map((comment) => (
        <CommentEntry key={comment.id} comment={comment} onAccepted={onAccepted} />
      ))}
      {writing ? (
        <WriteComment on={[from, to]} />
      ) : (
        mayEdit(me) && (
          <Button variant="subtle" size="compact-sm" className={styles["start"] ?? ""} onClick={() => setWriting(true)}>
            Comment on these two
          </Button>
        )
      )}
    </section>
  );
}
