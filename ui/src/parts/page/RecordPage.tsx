import { Button, Skeleton } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { ApiError, messageOf } from "~/api/errors";
import { AlertIcon, SearchIcon } from "~/icons";
import { Notice } from "~/parts/Notice";
import styles from "./RecordPage.module.css";

interface RecordPageProps<Item> {
  readonly record: UseQueryResult<Item>;
  /** "account" */
  readonly noun: string;
  readonly listHref: string;
  readonly children: (item: Item) => ReactNode;
}

/** One record's page: waiting, not there (or not yours: the server does not say which), failed, or shown. */
export function RecordPage<Item>({ record, noun, listHref, children }: RecordPageProps<Item>) {
  if (record.data !== undefined) return <div className={styles["page"]}>{children(record.data)}</div>;
  if (!record.isError) {
    return (
      <div className={styles["page"]} aria-busy="true">
        <Skeleton height={26} width={260} mb={10} />
        <Skeleton height={14} width={180} mb={26} />
        <Skeleton height={280} radius="lg" />
      </div>
    );
  }
  const absent = record.error instanceof ApiError && record.error.status === 404;
  return (
    <Notice
      page
      urgent
      icon={absent ? <SearchIcon size={26} /> : <AlertIcon size={26} />}
      title={absent ? `This ${noun} is not here` : `The ${noun} could not be loaded`}
      text={absent ? `It was removed, or it belongs to a team you are not on.` : messageOf(record.error)}
      action={
        absent ? (
          <Button component={Link} to={listHref}>
            Back to the list
          </Button>
        ) : (
          <Button onClick={() => record.refetch()}>Try again</Button>
        )
      }
    />
  );
}
