import { Button, Group, Textarea } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { messageOf } from "~/api/errors";
import { useMe } from "~/api/session";
import { mayEdit } from "~/parts/permissions";
import { useWorkspace } from "../workspace/context";
import { type Comment, useReviewChange } from "./api";
import { suggestionWords } from "./lineSuggestions";
import styles from "./review.module.css";
import { WriteComment } from "./WriteComment";

interface CommentsProps {
  readonly comments: readonly Comment[];
  /** Who else is asked. */
  readonly children: ReactNode;
}

/** What colleagues say of the map; a suggestion is accepted in one click. */
export function Comments({ comments, children }: CommentsProps) {
  const me = useMe();
  return (
    <section className={styles["section"]} aria-label="Comments">
      <h3 className={styles["title"]}>Comments</h3>
      {comments.length === 0 && <p className={styles["about"]}>Nobody has commented yet.</p>}
      {comments.map((comment) => (
        <CommentEntry key={comment.id} comment={comment} />
      ))}
      {mayEdit(me) && <WriteComment />}
      {children}
    </section>
  );
}

function CommentEntry({ comment }: { readonly comment: Comment }) {
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
            <Button size="xs" loading={change.isPending} onClick={() => change.mutate({ type: "accept", comment })}>
              Accept
            </Button>
          )}
        </Group>
      )}
      {change.isError && <p role="alert">{messageOf(change.error)}</p>}
    </article>
  );
}
