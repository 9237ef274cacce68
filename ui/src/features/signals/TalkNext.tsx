import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { get } from "~/api/http";
import type { Reply } from "~/api/types";
import { Section } from "~/parts/page/Section";
import { ConversationItem } from "~/parts/signals/ConversationItem";
import styles from "./InboxPage.module.css";

/** Whom to talk to next, over one's own open deals. */
export function TalkNext() {
  const found = useQuery({
    queryKey: ["signals", "conversations"],
    queryFn: ({ signal }) => get<Reply<"get_my_conversations">>("/api/v1/conversations", { limit: 8 }, signal),
    staleTime: 60_000,
  });
  const items = found.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title="Whom to talk to next" count={items.length}>
      <ol className={styles["list"]}>
        {items.map((each, place) => (
          <li key={`${each.opportunity.id}:${each.contact.id}`}>
            <ConversationItem
              conversation={each}
              rank={place + 1}
              above={
                <Link className={styles["deal"]} to={`/opportunities/${each.opportunity.id}?side=talk`}>
                  {each.opportunity.name}
                </Link>
              }
              who={<Link to={`/opportunities/${each.opportunity.id}?p=${each.contact.id}`}>{each.contact.name}</Link>}
            />
          </li>
        ))}
      </ol>
    </Section>
  );
}
