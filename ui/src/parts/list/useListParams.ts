import { useCallback, useMemo } from "react";
import type { QueryValue } from "~/api/http";
import { useAddressQuery } from "../useAddressQuery";

export const PAGE_SIZE = 50;

/** A filter that has a default (open deals) needs a word for "none". */
export const ANY = "any";

/** What a list shows, all of it in the URL: a view can be linked, and back and forward work. */
export interface ListParams<Filter extends string> {
  readonly search: string;
  /** A server field, with `-` in front for descending. */
  readonly sort: string;
  /** From 1. */
  readonly page: number;
  readonly filters: Readonly<Record<Filter, string>>;
  /** A changed search, sort or filter goes back to page 1. `replace` leaves no step in the history (typing). */
  readonly set: (patch: Readonly<Record<string, string>>, options?: { readonly replace?: boolean }) => void;
  /** Query parameters for the server. */
  readonly query: Readonly<Record<Filter | "search" | "sort" | "limit" | "offset", QueryValue>>;
  /** Whether anything narrows the list. */
  readonly narrowed: boolean;
  readonly reset: () => void;
}

export function useListParams<Filter extends string>(
  filterNames: readonly Filter[],
  defaults: { readonly sort: string } & Partial<Readonly<Record<Filter, string>>>,
): ListParams<Filter> {
  const [params, changeParams] = useAddressQuery();
  const search = params.get("search") ?? "";
  const sort = params.get("sort") ?? defaults.sort;
  const page = Math.max(1, Number.parseInt(params.get("page") ?? "1", 10) || 1);

  const filters = useMemo(() => {
    const fallback: Readonly<Record<string, string | undefined>> = defaults;
    const entries = filterNames.map((name) => [name, params.get(name) ?? fallback[name] ?? ""]);
    return Object.fromEntries(entries) as Record<Filter, string>;
  }, [params, filterNames, defaults]);

  const set = useCallback<ListParams<Filter>["set"]>(
    (patch, options) => {
      const fallback: Readonly<Record<string, string | undefined>> = defaults;
      changeParams(
        (now) => {
          const next = new URLSearchParams(now);
          if (!("page" in patch)) next.delete("page");
          for (const [name, value] of Object.entries(patch)) {
            // What is the default anyway stays out of the address.
            if (value === (fallback[name] ?? "")) next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: options?.replace ?? false },
      );
    },
    [changeParams, defaults],
  );

  const query = useMemo(
    () => ({
      search,
      sort,
      limit: PAGE_SIZE,
      offset: (page - 1) * PAGE_SIZE,
      ...(Object.fromEntries(
        Object.entries(filters).map(([name, value]) => [name, value === ANY ? null : value]),
      ) as Record<Filter, QueryValue>),
    }),
    [search, sort, page, filters],
  );
  const narrowed = search !== "" || filterNames.some((name) => params.has(name));
  const reset = useCallback(() => changeParams(() => new URLSearchParams()), [changeParams]);
  return { search, sort, page, filters, set, query, narrowed, reset };
}
