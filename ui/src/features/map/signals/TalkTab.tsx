import { Loader } from "@mantine/core";
import { messageOf } from "~/api/errors";
import { ConversationItem } from "~/parts/signals/ConversationItem";
import lens from "../lens/LensPanel.module.css";
import { useWorkspace } from "../workspace/context";
import { useConversations } from "./api";
import styles from "./side.module.css";

/** Whom to talk to next, through whom, about what, and what it would change. */
export function TalkTab() {
  const { data, find } = useWorkspace();
  const found = useConversations(data.opportunity.id);
  if (found.isError) return <p role="alert">{messageOf(found.error)}</p>;
  if (!found.data) return <Loader size="sm" m="lg" />;
  if (found.data.items.length === 0)
    return <p className={lens["about"]}>Everybody on the map is engaged and for us: nothing to change by talking.</p>;
  return (
    <>
      <p className={lens["about"]}>Ranked by influence, what it would change, and how well we can reach them.</p>
      <ol className={styles["list"]} aria-label="Next conversations">
        {found.data.items.map((each, place) => (
          <li key={each.contact.id}>
            <ConversationItem
              conversation={each}
              rank={place + 1}
              who={
                <button type="button" className={styles["link"]} onClick={() => find(each.contact.id)}>
                  {each.contact.name}
                </button>
              }
            />
          </li>
        ))}
      </ol>
    </>
  );
}
