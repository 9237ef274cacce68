/** Lists and single records, by kind. The query keys start with the kind, so one invalidation refreshes all its views. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, get, type QueryValue } from "./http";
import type { Account, AccountRow, Contact, ContactRow, Opportunity, OpportunityRow, Page, QueryOf } from "./types";

export interface RecordKinds {
  readonly accounts: { one: Account; row: AccountRow; query: QueryOf<"list_accounts"> };
  readonly contacts: { one: Contact; row: ContactRow; query: QueryOf<"list_contacts"> };
  readonly opportunities: { one: Opportunity; row: OpportunityRow; query: QueryOf<"list_opportunities"> };
}
export type RecordKind = keyof RecordKinds;
export type AnyRecord = RecordKinds[RecordKind]["one"];

/** Names as the server knows them; the values may come out of the address bar, so the server judges those. */
export type ListQuery<Kind extends RecordKind> = Readonly<
  Partial<Record<keyof RecordKinds[Kind]["query"] & string, QueryValue>>
>;

export function useList<Kind extends RecordKind>(kind: Kind, query: ListQuery<Kind>) {
  return useQuery({
    queryKey: [kind, "list", query],
    queryFn: ({ signal }) => get<Page<RecordKinds[Kind]["row"]>>(`/api/v1/${kind}`, query, signal),
    // The old page stays on screen while the next is on its way.
    placeholderData: keepPreviousData,
  });
}

export function useRecord<Kind extends RecordKind>(kind: Kind, id: string) {
  return useQuery({
    queryKey: [kind, "one", id],
    queryFn: ({ signal }) => get<RecordKinds[Kind]["one"]>(`/api/v1/${kind}/${id}`, {}, signal),
  });
}

export type Changes = Readonly<Record<string, unknown>>;

interface Save {
  readonly changes: Changes;
  /** Left out: a new record. */
  readonly existing?: { readonly id: string; readonly version: number };
}

/** Create or change a record; a version that is no longer the newest throws ConflictError. */
export function useSaveRecord<Kind extends RecordKind>(kind: Kind) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ changes, existing }: Save) =>
      existing
        ? update<RecordKinds[Kind]["one"]>(`/api/v1/${kind}/${existing.id}`, changes, existing.version)
        : change<RecordKinds[Kind]["one"]>("POST", `/api/v1/${kind}`, { body: changes }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [kind] }),
  });
}

/** A stage is moved, not edited: it has an operation of its own, which keeps its history and its rules. */
async function update<Reply extends { readonly version: number }>(
  path: string,
  { stage, ...changes }: Changes,
  version: number,
): Promise<Reply> {
  if (stage === undefined) return change<Reply>("PATCH", path, { body: changes, version });
  const kept =
    Object.keys(changes).length > 0
      ? (await change<Reply>("PATCH", path, { body: changes, version })).version
      : version;
  return change<Reply>("POST", `${path}/stage`, { body: { stage }, version: kept });
}

export function useDeleteRecord(kind: RecordKind) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (record: { readonly id: string; readonly version: number }) =>
      change<undefined>("DELETE", `/api/v1/${kind}/${record.id}`, { version: record.version }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [kind] }),
  });
}
