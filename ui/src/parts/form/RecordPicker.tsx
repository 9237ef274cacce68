import { Select, type SelectProps } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get, type Query } from "~/api/http";
import type { Page, Ref } from "~/api/types";

interface RecordPickerProps
  extends Pick<SelectProps, "name" | "label" | "className" | "withAsterisk" | "description" | "inputWrapperOrder"> {
  readonly source: "accounts" | "contacts" | "users";
  /** Narrows what is searched, such as to one account. */
  readonly query?: Query;
  /** The id of one that is not offered: nobody is merged with themselves. */
  readonly except?: string;
  /** The id, or "" for none. */
  readonly value: string;
  readonly chosen: unknown;
  readonly error: string | undefined;
  readonly onChange: (id: string) => void;
}

function isRef(value: unknown): value is Ref {
  return typeof value === "object" && value !== null && "id" in value && "name" in value;
}

/** Choose one of many records by typing; the server searches. */
export function RecordPicker({ source, query = {}, except, value, chosen, onChange, ...rest }: RecordPickerProps) {
  const [typed, setTyped] = useState(isRef(chosen) ? chosen.name : "");
  const [picked, setPicked] = useState<Ref | null>(isRef(chosen) ? chosen : null);
  const [search] = useDebouncedValue(typed, 200);
  const question = search === picked?.name ? "" : search;
  const found = useQuery({
    queryKey: [source, "picker", question, query],
    queryFn: ({ signal }) =>
      get<Page<Ref>>(`/api/v1/${source}`, { ...query, search: question, limit: 20, sort: "name" }, signal),
    placeholderData: keepPreviousData,
  });
  const refs = (found.data?.items ?? []).filter((ref) => ref.id !== except);
  const offered = picked && !refs.some((ref) => ref.id === picked.id) ? [picked, ...refs] : refs;
  return (
    <Select
      {...rest}
      searchable
      clearable
      data={offered.map((ref) => ({ value: ref.id, label: ref.name }))}
      // The server has searched already; it also finds by domain or e-mail, which our labels do not show.
      filter={({ options }) => options}
      value={value === "" ? null : value}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(id) => {
        setPicked(offered.find((ref) => ref.id === id) ?? null);
        onChange(id ?? "");
      }}
      nothingFoundMessage={found.isFetching ? "Searching…" : "Nothing found"}
      clearButtonProps={{ "aria-label": `Clear ${String(rest.label)}` }}
    />
  );
}
