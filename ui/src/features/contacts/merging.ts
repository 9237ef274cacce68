/** Contacts who are one person twice: proposals, a look before, and the merge. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, get } from "~/api/http";
import type { Contact, Reply } from "~/api/types";

export type Duplicate = Reply<"list_contact_duplicates">[number];
export type MergePreview = Reply<"preview_merge">;

export function useDuplicates(contactId: string) {
  return useQuery({
    queryKey: ["contacts", "duplicates", contactId],
    queryFn: ({ signal }) =>
      get<Reply<"list_contact_duplicates">>(`/api/v1/contacts/${contactId}/duplicates`, {}, signal),
  });
}

/** Asked afresh each time: somebody may have changed either since. */
export function useMergePreview(keepId: string, absorbId: string) {
  return useQuery({
    queryKey: ["contacts", "merge", keepId, absorbId],
    queryFn: ({ signal }) => get<MergePreview>(`/api/v1/contacts/${keepId}/merge`, { absorb_id: absorbId }, signal),
    enabled: absorbId !== "",
    gcTime: 0,
    retry: false,
  });
}

export function useMerge(keep: Contact) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (absorbId: string) =>
      change<Contact>("POST", `/api/v1/contacts/${keep.id}/merge`, {
        body: { absorb_id: absorbId },
        version: keep.version,
      }),
    // Lists, maps and accounts all count people.
    onSuccess: () => queryClient.invalidateQueries(),
  });
}

export type Merge = Reply<"list_contact_merges">[number];

/** Who was merged into a contact, the latest first. */
export function useMerges(contactId: string) {
  return useQuery({
    queryKey: ["contacts", "merges", contactId],
    queryFn: ({ signal }) => get<Reply<"list_contact_merges">>(`/api/v1/contacts/${contactId}/merges`, {}, signal),
  });
}

export function useUndoMerge(contactId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (mergeId: string) =>
      change<Reply<"undo_merge">>("POST", `/api/v1/contacts/${contactId}/merges/${mergeId}/undo`, {}),
    onSuccess: () => queryClient.invalidateQueries(),
  });
}

/** The words of a form for the fields of a preview. */
export const FIELD_NAMES: Readonly<Record<string, string>> = {
  name: "Name",
  account: "Account",
  title: "Title",
  department: "Department",
  business_unit: "Business unit",
  seniority: "Seniority",
  email: "E-mail",
  other_emails: "Other e-mails",
  phones: "Phones",
  preferred_channel: "Channel",
  location: "Location",
  time_zone: "Time zone",
  priorities: "Priorities",
  motivations: "Motivations",
  notes: "Notes",
  status: "Status",
  decision_orientation: "Orientation",
  adaptability: "Adaptability",
  competitor_stance: "Competitor",
  custom: "Own fields",
};

/** What moves, in one sentence. */
export function whatMoves({ deals, deals_with_both, lines, activities }: MergePreview): string {
  const some = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;
  const both = deals_with_both > 0 ? `, on ${deals_with_both} of them two seats become one` : "";
  const moves = `${some(lines, "line")} and ${activities} ${activities === 1 ? "activity" : "activities"} come over`;
  return `They will stand on ${some(deals, "map")}${both}; ${moves}.`;
}
