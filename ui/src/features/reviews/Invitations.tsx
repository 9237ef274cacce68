import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { get } from "~/api/http";
import type { Reply } from "~/api/types";
import { Section } from "~/parts/page/Section";
import styles from "./Waiting.module.css";

/** Maps the reader was asked to comment on and has not yet. */
export function Invitations() {
  const invitations = useQuery({
    queryKey: ["reviews", "invitations"],
    queryFn: ({ signal }) => get<Reply<"list_invitations">>("/api/v1/reviews/invitations", { limit: 50 }, signal),
  });
  if (!invitations.data || invitations.data.total === 0) return null;
  return (
    <Section title="You are asked to comment" count={invitations.data.total}>
      <ul className={styles["list"]}>
        {invitations.data.items.map(({ opportunity, invited_by, note }) => (
          <li key={opportunity.id}>
            <Link className={styles["deal"]} to={`/opportunities/${opportunity.id}`}>
              {opportunity.name}
            </Link>
            , asked by {invited_by?.name ?? "somebody"}
            {note && `: “${note}”`}
          </li>
        ))}
      </ul>
    </Section>
  );
}
