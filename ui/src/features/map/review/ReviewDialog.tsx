import { Button, Group, Loader, Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import { messageOf } from "~/api/errors";
import { formatAgo } from "~/parts/format";
import { useWorkspace } from "../workspace/context";
import type { DialogProps } from "../workspace/requests";
import { Actions } from "./Actions";
import { type DealReview, useReview, useReviewChange } from "./api";
import { attentionText } from "./attention";
import { Comments } from "./Comments";
import { Invited } from "./Invited";
import styles from "./review.module.css";
import { Session } from "./Session";

/** A look at the map together: what to ask, what was said, what was agreed. */
export function ReviewDialog({ onClose }: DialogProps<"review">) {
  const { data } = useWorkspace();
  const review = useReview(data.opportunity.id);
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Review of ${data.opportunity.name}`}
      size="xl"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {review.isError && <p role="alert">{messageOf(review.error)}</p>}
      {review.isLoading && <Loader size="sm" />}
      {review.data && (
        <>
          <Questions review={review.data} onClose={onClose} />
          <Session />
          <Comments comments={review.data.comments}>
            <Invited invited={review.data.invited} />
          </Comments>
          <Actions actions={review.data.actions} />
          {review.data.reviews.length > 0 && <Earlier reviews={review.data.reviews} />}
        </>
      )}
    </Modal>
  );
}

function Questions({ review, onClose }: { readonly review: DealReview; readonly onClose: () => void }) {
  const { data, canEdit, say } = useWorkspace();
  const change = useReviewChange(data.opportunity.id);
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const [notes, setNotes] = useState("");
  // Whoever reviews keeps the questions they began with, whatever changes on the map meanwhile.
  const [questions] = useState(review.questions);
  const hold = () => {
    const given = questions.flatMap(({ code, text }) => {
      const answer = answers[text]?.trim();
      return answer ? [{ code, question: text, answer }] : [];
    });
    change.mutate(
      { type: "hold", body: { notes: notes.trim(), answers: given } },
      {
        onSuccess: () => {
          say("The review is kept.");
          onClose();
        },
      },
    );
  };
  const last = review.last_review_at ? `Last reviewed ${formatAgo(review.last_review_at)}.` : "Never reviewed.";
  return (
    <section className={styles["section"]} aria-label="Questions">
      <h3 className={styles["title"]}>Questions</h3>
      <p className={styles["about"]}>
        {last} {attentionText(review.attention)}{" "}
        {questions.length === 0 ? "Nothing stands out: say so, or note what you saw." : "Answer what you can."}
      </p>
      {questions.map(({ code, text }) => (
        <Textarea
          key={`${code} ${text}`}
          label={text}
          autosize
          disabled={!canEdit}
          value={answers[text] ?? ""}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setAnswers((old) => ({ ...old, [text]: value }));
          }}
        />
      ))}
      {canEdit && (
        <>
          <Textarea label="Notes" autosize value={notes} onChange={(event) => setNotes(event.currentTarget.value)} />
          {change.isError && <p role="alert">{messageOf(change.error)}</p>}
          <Group justify="flex-end">
            <Button onClick={hold} loading={change.isPending}>
              Keep the review
            </Button>
          </Group>
        </>
      )}
    </section>
  );
}

function Earlier({ reviews }: { readonly reviews: DealReview["reviews"] }) {
  return (
    <details className={styles["details"]}>
      <summary>Earlier reviews ({reviews.length})</summary>
      {reviews.map((held) => (
        <div key={held.held_at} className={styles["entry"]}>
          <strong>
            {held.by?.name ?? "Somebody"}, {formatAgo(held.held_at)}
          </strong>
          {held.answers.map(({ question, answer }) => (
            <p key={question} className={styles["text"]}>
              {question} <em>{answer}</em>
            </p>
          ))}
          {held.notes && <p className={styles["text"]}>{held.notes}</p>}
        </div>
      ))}
    </details>
  );
}
