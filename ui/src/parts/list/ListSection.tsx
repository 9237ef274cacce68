import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { messageOf } from "~/api/errors";
import type { Page } from "~/api/types";
import { formatCount } from "~/parts/format";
import { Section } from "~/parts/page/Section";
import { type Column, DataTable } from "./DataTable";
import styles from "./ListSection.module.css";

interface ListSectionProps<Row> {
  readonly title: string;
  readonly list: UseQueryResult<Page<Row>>;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly href: (row: Row) => string;
  /** One sentence for an empty list. */
  readonly none: string;
  /** Where the whole list is, when this one is cut off. */
  readonly all?: string;
  readonly action?: ReactNode;
}

/** A short list inside a record's page. */
export function ListSection<Row>(props: ListSectionProps<Row>) {
  const { title, list, columns, rowKey, href, none, all, action } = props;
  const data = list.data;
  return (
    <Section title={title} count={data?.total} action={action} flush>
      {list.isError && !data ? (
        <p className={styles["none"]} role="alert">
          {messageOf(list.error)}{" "}
          <Button variant="subtle" size="compact-sm" onClick={() => list.refetch()}>
            Try again
          </Button>
        </p>
      ) : data?.total === 0 ? (
        <p className={styles["none"]}>{none}</p>
      ) : (
        <DataTable caption={title} columns={columns} rows={data?.items} rowKey={rowKey} href={href} />
      )}
      {all && data && data.total > data.items.length && (
        <Link className={styles["all"]} to={all}>
          Show all {formatCount(data.total)}
        </Link>
      )}
    </Section>
  );
}
