import { Button, Group, Select, Textarea } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { messageOf } from "~/api/errors";
import { useMe } from "~/api/session";
import { realPeople } from "~/map/core/seats";
import { mayEdit } from "~/parts/permissions";
import { useWorkspace } from "../workspace/context";
import { type Comment, useReviewChange } from "./api";
import styles from "./review.module.css";

const VOTES = [
  { value: "for", label: "For" },
  { value: "against", label: "Against" },
  { value: "undecided", label: "Undecided" },
] as const;
type Vote = (typeof VOTES)[number]["value"];

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
  return (
    <article className={styles["entry"]} aria-label={`Comment by ${comment.written_by?.name ?? "somebody"}`}>
      <strong>
        {comment.written_by?.name ?? "Somebody"}
        {comment.contact ? ` on ${comment.contact.name}` : ""}
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

function WriteComment() {
  const { data } = useWorkspace();
  const change = useReviewChange(data.opportunity.id);
  const [text, setText] = useState("");
  const [person, setPerson] = useState<string | null>(null);
  const [vote, setVote] = useState<Vote | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    const about = person === null ? {} : { contact_id: person };
    const suggests = person !== null && vote !== null ? { suggests: { vote } } : {};
    change.mutate(
      { type: "comment", body: { text: text.trim(), ...about, ...suggests } },
      {
        onSuccess: () => {
          setText("");
          setVote(null);
        },
      },
    );
  };
  return (
    <form onSubmit={submit} className={styles["form"]} noValidate>
      <Textarea
        label="Comment"
        autosize
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        {...(change.isError ? { error: messageOf(change.error) } : {})}
      />
      <Group align="flex-end" gap="xs">
        <Select
          label="On"
          placeholder="The whole map"
          searchable
          clearable
          clearButtonProps={{ "aria-label": "On the whole map" }}
          data={realPeople(data.people).map(({ contact_id, name }) => ({ value: contact_id, label: name }))}
          value={person}
          onChange={setPerson}
        />
        <Select
          label="Suggest a vote"
          placeholder="No suggestion"
          clearable
          clearButtonProps={{ "aria-label": "No suggestion" }}
          disabled={person === null}
          data={VOTES}
          value={vote}
          onChange={(value) => setVote(value as Vote | null)}
        />
        <Button type="submit" variant="default" size="xs" disabled={text.trim() === ""} loading={change.isPending}>
          Comment
        </Button>
      </Group>
    </form>
  );
}
