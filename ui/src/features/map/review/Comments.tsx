import type { ReactNode } from "react";
import { useMe } from "~/api/session";
import { mayEdit } from "~/parts/permissions";
import type { Comment } from "./api";
import { CommentEntry } from "./CommentEntry";
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
