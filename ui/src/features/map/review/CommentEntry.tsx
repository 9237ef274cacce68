import { Button, Group, Textarea } from "@mantine/core";
import { useState } from "react";
import { messageOf } from "~/api/errors";
import { useWorkspace } from "../workspace/context";
import { type Comment, useReviewChange } from "./api";
import { suggestionWords } from "./lineSuggestions";
import styles from "./review.module.css";

interface CommentEntryProps {
  readonly comment: Comment;
  /** What it was about may have gone by it. */
  readonly onAccepted?: () => void;
}

/** A comment with what it suggests, to be answered or accepted. */
export function CommentEntry({ comment, onAccepted }: CommentEntryProps) {
  const { data, canEdit } = useWorkspace();
  const change = useReviewChange(data.opportunity.id);
  const [answer, setAnswer] = useState("");
  const open = comment.status === "open";
  const suggested = Object.entries(comment.suggests).map(
    ([field, value]) => `${field.replaceAll("_", " ")}: ${Array.isArray(value) ? value.join(", ") : String(value)}`,
  );
  if (comment.suggests_line) suggested.push(`to ${suggestionWords(comment.suggests_line)}`);
  return (
    <article className={styles["entry"]} aria-label={`Comment by ${comment.written_by?.name ?? "somebody"}`}>
      <strong>
        {comment.written_by?.name ?? "Somebody"}
        {comment.contact
          ? ` on ${[comment.contact, comment.to_contact].flatMap((each) => each?.name ?? []).join(" and ")}`
          : ""}
      </strong>
      <p className={styles["text"]}>{comment.text}</p>
      {suggested.length > 0 && <p className={styles["text"]}>Suggests {suggested.join("; ")}</p>}
      {comment.status === "answered" && <p className={styles["text"]}>Answer: {comment.answer}</p>}
      {comment.status === "accepted" && <p className={styles["text"]}>Accepted by {comment.answered_by?.name}.</p>}
      {open && canEdit && (
        <Group align="flex-end" gap="xs">
          <Textarea
            className={styles["grow"] ?? ""}
            label="Answer"
            autosize
            value={answer}
            onChange={(event) => setAnswer(event.currentTarget.value)}
          />
          <Button
            variant="default"
            size="xs"
            disabled={answer.trim() === ""}
            loading={change.isPending}
            onClick={() => change.mutate({ type: "answer", comment, answer: answer.trim() })}
          >
            Answer
          </Button>
          {suggested.length > 0 && (
            <Button
              size="xs"
              loading={change.isPending}
              onClick={() => change.mutate({ type: "accept", comment }, { onSuccess: () => onAccepted?.() })}
            >
              Accept
            </Button>
          )}
        </Group>
      )}
      {change.isError && <p role="alert">{messageOf(change.error)}</p>}
    </article>
  );
}
