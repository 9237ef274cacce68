import { useQuery } from "@tanstack/react-query";
import { get } from "~/api/http";
import type { Contact, Reply } from "~/api/types";
import { type Fact, Facts } from "~/parts/page/Facts";
import { Section } from "~/parts/page/Section";
import { standingWords } from "~/parts/standing";

/** What each of ours is to this person, on whatever deal. It is set in the standing grid of a map. */
export function ContactStandings({ contact }: { readonly contact: Contact }) {
  const found = useQuery({
    queryKey: ["contacts", "standings", contact.id],
    queryFn: ({ signal }) =>
      get<Reply<"list_contact_standings">>(`/api/v1/contacts/${contact.id}/standings`, {}, signal),
  }).data;
  if (!found || found.standings.length === 0) return null;
  const names = new Map(found.users.map((user) => [user.id, user.name]));
  const facts = found.standings.map(
    (each): Fact => ({ label: names.get(each.user_id) ?? "", value: standingWords(each) }),
  );
  return (
    <Section title="Our standing">
      <Facts facts={facts} />
    </Section>
  );
}
