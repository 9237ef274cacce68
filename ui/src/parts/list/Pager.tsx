import { ActionIcon } from "@mantine/core";
import { ChevronLeftIcon, ChevronRightIcon } from "~/icons";
import { formatCount } from "~/parts/format";
import styles from "./Pager.module.css";

interface PagerProps {
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}

/** "1–50 of 248" and the two steps. Nothing to step through: nothing is shown. */
export function Pager({ page, pageSize, total, onPage }: PagerProps) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (pages === 1 && page === 1) return null;
  const from = Math.min(total, (page - 1) * pageSize + 1);
  const to = Math.min(total, page * pageSize);
  return (
    <nav className={styles["pager"]} aria-label="Pages">
      <span className={styles["range"]}>
        {formatCount(from)}–{formatCount(to)} of {formatCount(total)}
      </span>
      <ActionIcon
        variant="default"
        size={32}
        disabled={page <= 1}
        aria-label="Previous page"
        onClick={() => onPage(page - 1)}
      >
        <ChevronLeftIcon size={17} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={32}
        disabled={page >= pages}
        aria-label="Next page"
        onClick={() => onPage(page + 1)}
      >
        <ChevronRightIcon size={17} />
      </ActionIcon>
    </nav>
  );
}
