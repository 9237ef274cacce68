import { Skeleton } from "@mantine/core";
import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import { useNavigate } from "react-router";
import { ArrowDownIcon, ArrowUpIcon, SortIcon } from "~/icons";
import styles from "./DataTable.module.css";

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly render: (row: Row) => ReactNode;
  /** The server's name of the field to sort by; without it the column cannot be sorted. */
  readonly sort?: string;
  readonly align?: "end";
  /** On the cards of a phone too, under its name. */
  readonly card?: boolean;
  /** The narrowest screen that still shows this column; below it the first column's second line must say enough. */
  readonly from?: "phone" | "tablet" | "laptop";
}

interface DataTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined while the first page is on its way. */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  /** Where a row leads; its first column must hold a link to the same place for keyboard and screen reader. */
  readonly href?: (row: Row) => string;
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
  /** Older rows are shown while newer ones load. */
  readonly busy?: boolean;
  /** On a phone each row is a card, with the columns that say so. */
  readonly cards?: boolean;
}

const SKELETON_ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"] as const;

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, href, busy = false, cards = false } = props;
  const navigate = useNavigate();

  // A click anywhere on a row follows its link; the link itself stays what keyboard and "open in a new tab" use.
  const open = (event: MouseEvent<HTMLTableRowElement>, row: Row): void => {
    const interactive = event.target instanceof Element && event.target.closest("a, button, input, label");
    if (!href || interactive || window.getSelection()?.toString()) return;
    void navigate(href(row));
  };

  return (
    <table className={styles["table"]} data-cards={cards || undefined} aria-busy={busy || !rows}>
      <caption className={styles["caption"]}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <HeaderCell key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
          ))}
        </tr>
      </thead>
      <tbody onKeyDown={stepBetweenRows}>
        {rows?.map((row) => (
          // The link in the first cell is the keyboard's way; the click is a larger target for the mouse.
          <tr key={rowKey(row)} data-link={Boolean(href)} onClick={(event) => open(event, row)}>
            {columns.map((column) => (
              <td
                key={column.key}
                data-align={column.align}
                data-from={column.from}
                data-card={column.card ? column.header : undefined}
              >
                {column.render(row)}
              </td>
            ))}
          </tr>
        )) ??
          SKELETON_ROWS.map((key) => (
            <tr key={key}>
              {columns.map((column) => (
                <td key={column.key} data-align={column.align} data-from={column.from}>
                  <Skeleton height={12} width="70%" radius="sm" />
                </td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  );
}

interface HeaderCellProps<Row> {
  readonly column: Column<Row>;
  readonly sort: string | undefined;
  readonly onSort: ((sort: string) => void) | undefined;
}

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const field = column.sort;
  if (!field || !onSort) {
    return (
      <th scope="col" data-align={column.align} data-from={column.from}>
        {column.header}
      </th>
    );
  }
  const direction = sort === field ? "ascending" : sort === `-${field}` ? "descending" : "none";
  const Arrow = { ascending: ArrowUpIcon, descending: ArrowDownIcon, none: SortIcon }[direction];
  return (
    <th scope="col" aria-sort={direction} data-align={column.align} data-from={column.from}>
      <button
        type="button"
        className={styles["sort"]}
        onClick={() => onSort(direction === "ascending" ? `-${field}` : field)}
      >
        {column.header}
        <Arrow size={13} strokeWidth={2.2} />
      </button>
    </th>
  );
}

/** Arrow keys walk from row link to row link. */
function stepBetweenRows(event: KeyboardEvent<HTMLTableSectionElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const row = event.target instanceof Element ? event.target.closest("tr") : null;
  const next = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
  const link = next?.querySelector<HTMLElement>("a, button");
  if (!link) return;
  event.preventDefault();
  link.focus();
}
