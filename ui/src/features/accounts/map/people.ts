import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { get } from "~/api/http";
import type { Reply } from "~/api/types";

type Page = Reply<"list_account_people">;
export type AccountPerson = Page["people"][number];

/** Which people of a group are asked for. What is left out narrows nothing; an empty word means "not said". */
export interface PeopleOf {
  readonly search?: string;
  readonly of_account_id?: string;
  readonly business_unit?: string;
  readonly department?: string;
}

export const PEOPLE_STEP = 50;

/** People of an account's group, the next fifty on wish. */
export function useAccountPeople(accountId: string, of: PeopleOf) {
  return useInfiniteQuery({
    queryKey: ["accounts", "map", accountId, "people", of],
    queryFn: ({ pageParam, signal }) =>
      get<Page>(
        `/api/v1/accounts/${accountId}/map/people`,
        { ...named(of), limit: PEOPLE_STEP, offset: pageParam },
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: (last, pages) =>
      pages.length * PEOPLE_STEP < last.total ? pages.length * PEOPLE_STEP : undefined,
    placeholderData: keepPreviousData,
  });
}

/** As lists of one: an empty word says something here, and a single empty value would be left out of the address. */
function named(of: PeopleOf): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, [value]]));
}
