import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { messageOf } from "~/api/errors";
import type { Page } from "~/api/types";
import { AlertIcon, SearchIcon } from "~/icons";
import { countOf } from "~/parts/format";
import { Notice } from "~/parts/Notice";
import { PageHeader } from "~/parts/page/PageHeader";
import { type Column, DataTable } from "./DataTable";
import styles from "./ListPage.module.css";
import { Pager } from "./Pager";
import { SearchField } from "./SearchField";
import { type ListParams, PAGE_SIZE } from "./useListParams";

interface ListPageProps<Row, Filter extends string> {
  readonly title: string;
  /** ["opportunity", "opportunities"] */
  readonly nouns: readonly [string, string];
  readonly searchLabel: string;
  readonly params: ListParams<Filter>;
  readonly list: UseQueryResult<Page<Row>>;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly href: (row: Row) => string;
  readonly filters?: ReactNode;
  readonly action?: ReactNode;
  /** Shown when there is nothing at all yet, as opposed to nothing that matches. */
  readonly empty: ReactNode;
}

/** Search, filters, table and pages; the three kinds of records differ only in what they hand in. */
export function ListPage<Row, Filter extends string>(props: ListPageProps<Row, Filter>) {
  const { title, nouns, params, list, columns } = props;
  const total = list.data?.total;
  const search = (value: string): void => params.set({ search: value }, { replace: true });
  return (
    <div className={styles["page"]}>
      <PageHeader title={title} action={props.action}>
        <span role="status">{total === undefined ? "" : countOf(total, nouns[0], nouns[1])}</span>
      </PageHeader>
      <section className={styles["card"]} aria-label={title}>
        <search className={styles["bar"]}>
          <SearchField className={styles["search"]} label={props.searchLabel} value={params.search} onChange={search} />
          {props.filters}
          {params.narrowed && (
            <Button variant="subtle" size="compact-sm" onClick={params.reset}>
              Clear filters
            </Button>
          )}
        </search>
        <ListBody {...props} columns={columns} />
      </section>
    </div>
  );
}

function ListBody<Row, Filter extends string>(props: ListPageProps<Row, Filter>) {
  const { list, params, nouns } = props;
  if (list.isError && !list.data) {
    return (
      <Notice
        urgent
        icon={<AlertIcon size={26} />}
        title={`The ${nouns[1]} could not be loaded`}
        text={messageOf(list.error)}
        action={<Button onClick={() => list.refetch()}>Try again</Button>}
      />
    );
  }
  if (list.data?.total === 0) {
    if (!params.narrowed) return props.empty;
    return (
      <Notice
        icon={<SearchIcon size={26} />}
        title={`No ${nouns[1]} match`}
        text="Try fewer words, or take a filter away."
        action={
          <Button variant="default" onClick={params.reset}>
            Clear filters
          </Button>
        }
      />
    );
  }
  return (
    <>
      <DataTable
        caption={props.title}
        columns={props.columns}
        rows={list.data?.items}
        rowKey={props.rowKey}
        href={props.href}
        sort={params.sort}
        onSort={(sort) => params.set({ sort })}
        busy={list.isPlaceholderData}
      />
      {list.data && (
        <Pager
          page={params.page}
          pageSize={PAGE_SIZE}
          total={list.data.total}
          onPage={(page) => params.set({ page: String(page) })}
        />
      )}
    </>
  );
}
