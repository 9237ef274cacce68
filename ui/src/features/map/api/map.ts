/** Reads of the map page. */

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { get } from "~/api/http";
import type { Page, Ref, Reply } from "~/api/types";
import { type MapReply, withSeats } from "~/map/core/seats";
import type { Evidence, GroupBy, MapData, ScoreName } from "~/map/core/types";

const API = "/api/v1";

export const mapKeys = {
  /** All layouts and moments of one deal: what a change makes stale. */
  deal: (id: string) => ["map", id] as const,
  map: (id: string, group: GroupBy, at: string | null) => ["map", id, "map", group, at] as const,
  evidence: (id: string, person: string, score: ScoreName, at: string | null) =>
    ["map", id, "evidence", person, score, at] as const,
  standings: (id: string, at: string | null) => ["map", id, "standings", at] as const,
  lenses: (id: string, at: string | null) => ["map", id, "lenses", at] as const,
  judgement: (id: string, at: string | null) => ["map", id, "judgement", at] as const,
};

/** A plain day means its end: what was known when people went home. */
export function asMoment(at: string | null): string | null {
  if (at === null) return null;
  return at.length === 10 ? `${at}T23:59:59Z` : at;
}

export function useMap(id: string, group: GroupBy, at: string | null, wanted = true) {
  return useQuery({
    queryKey: mapKeys.map(id, group, at),
    queryFn: async ({ signal }): Promise<MapData> => {
      const query = { group, as_of: asMoment(at) };
      const reply: MapReply = await get<Reply<"get_map">>(`${API}/opportunities/${id}/map`, query, signal);
      return withSeats(reply);
    },
    // Another grouping glides from the last one instead of going through an empty page.
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    enabled: wanted,
  });
}

export function useEvidence(id: string, stakeholder: string, score: ScoreName, at: string | null, wanted: boolean) {
  return useQuery({
    queryKey: mapKeys.evidence(id, stakeholder, score, at),
    queryFn: ({ signal }) =>
      get<Evidence>(
        `${API}/opportunities/${id}/stakeholders/${stakeholder}/evidence`,
        { score, as_of: asMoment(at) },
        signal,
      ),
    enabled: wanted && !stakeholder.startsWith("draft:"),
    staleTime: 60_000,
  });
}

export interface ContactItem {
  id: string;
  name: string;
  title: string;
  department: string;
  email: string;
  account: Ref | null;
}

export type SimilarContact = Reply<"get_similar_contacts">["items"][number];

/** Who somebody about to be written down may be already. */
export async function similarContacts(accountId: string, name: string): Promise<SimilarContact[]> {
  const query = { account_id: accountId, name };
  return (await get<Reply<"get_similar_contacts">>(`${API}/contacts/similar`, query)).items;
}

export const pickerKey = ["contacts", "picker"] as const;

/** Contacts to put on the map: of the account, or of anywhere. */
export function useContactSearch(
  search: string,
  accountId: string | null,
  wanted: boolean,
  /** Leaves out who stands on this deal's map. */
  notOn: string | null = null,
) {
  return useQuery({
    queryKey: [...pickerKey, search, accountId, notOn],
    queryFn: ({ signal }) =>
      get<Page<ContactItem>>(
        `${API}/contacts`,
        { search, account_id: accountId, not_on_opportunity_id: notOn, limit: 30, sort: "name" },
        signal,
      ),
    enabled: wanted,
    placeholderData: keepPreviousData,
  });
}

/** Ours, for the coverage owner. */
export function useUsers(wanted: boolean) {
  return useQuery({
    queryKey: ["users", "picker"],
    queryFn: ({ signal }) => get<Page<Ref>>(`${API}/users`, { limit: 200, sort: "name" }, signal),
    enabled: wanted,
    staleTime: 5 * 60_000,
  });
}
