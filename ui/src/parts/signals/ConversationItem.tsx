import type { ReactNode } from "react";
import type { Conversation } from "./api";
import styles from "./ConversationItem.module.css";

interface ConversationItemProps {
  readonly conversation: Conversation;
  readonly rank: number;
  readonly above?: ReactNode;
  /** The person's name, as a link or a button. */
  readonly who: ReactNode;
}

/** Whom to talk to, through whom, about what, and what it would change. */
export function ConversationItem({ conversation, rank, above, who }: ConversationItemProps) {
  const { chain, about, questions, title } = conversation;
  const changes = changesOf(conversation);
  return (
    <article className={styles["conversation"]}>
      {above}
      <h3 className={styles["who"]}>
        <span className={styles["rank"]}>{rank}</span> {who} <span className={styles["title"]}>{title}</span>
      </h3>
      <p className={styles["line"]}>
        <span className={styles["word"]}>Through</span>{" "}
        {chain.length === 0
          ? "nobody yet: no introduction is known"
          : chain.map(({ name, strength }) => (strength === null ? name : ` → ${name} (${tie(strength)})`)).join("")}
      </p>
      {about.length > 0 && (
        <p className={styles["line"]}>
          <span className={styles["word"]}>About</span> {about.join(" · ")}
        </p>
      )}
      {questions.length > 0 && (
        <p className={styles["line"]}>
          <span className={styles["word"]}>Ask</span> {questions.join(" ")}
        </p>
      )}
      {changes.length > 0 && (
        <p className={styles["line"]}>
          <span className={styles["word"]}>It would change</span> {changes.join("; ")}
        </p>
      )}
    </article>
  );
}

function tie(strength: number): string {
  return `tie ${Math.round(strength * 100)} %`;
}

/** What would be different once they are engaged and for us. */
export function changesOf(conversation: Conversation): string[] {
  const { coverage_gained: coverage, consensus_moved: consensus, gates_opened: gates, gap_closed: gap } = conversation;
  return [
    coverage >= 0.5 && `coverage +${Math.round(coverage)}`,
    gap >= 0.5 && `single-threaded gap −${Math.round(gap)}`,
    consensus !== null && consensus >= 0.005 && `consensus +${consensus.toFixed(2)}`,
    ...gates.map((label) => `gate met: ${label}`),
    conversation.needed_for_yes && "needed for a yes",
  ].filter((each): each is string => each !== false);
}
