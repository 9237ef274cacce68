import { Button } from "@mantine/core";
import { useState } from "react";
import { messageOf } from "~/api/errors";
import { AlertIcon, PlusIcon, TokenIcon } from "~/icons";
import { formatAgo, formatDay } from "~/parts/format";
import { type Column, DataTable } from "~/parts/list/DataTable";
import { Notice } from "~/parts/Notice";
import { PageHeader } from "~/parts/page/PageHeader";
import { Section } from "~/parts/page/Section";
import { type ApiToken, useTokens } from "./api";
import { MakeTokenDialog } from "./MakeTokenDialog";
import { RevokeDialog } from "./RevokeDialog";
import styles from "./TokensPage.module.css";

const rowKey = (token: ApiToken): string => token.id;

export function TokensPage() {
  const tokens = useTokens();
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const make = (
    <Button leftSection={<PlusIcon size={16} />} onClick={() => setMaking(true)}>
      New token
    </Button>
  );
  const columns: readonly Column<ApiToken>[] = [
    {
      key: "name",
      header: "Name",
      render: (token) => (
        <>
          <div className={styles["name"]}>{token.name}</div>
          <code className={styles["code"]}>{token.hint}…</code>
        </>
      ),
    },
    { key: "may", header: "May", from: "phone", render: (token) => (token.read_only ? "Read" : "Read and change") },
    {
      key: "used",
      header: "Last used",
      from: "phone",
      render: (token) => (token.last_used_at ? formatAgo(token.last_used_at) : "Never"),
    },
    {
      key: "expires",
      header: "Expires",
      from: "tablet",
      render: (token) => (token.expires_at ? formatDay(token.expires_at) : "Never"),
    },
    {
      key: "revoke",
      header: "Revoke",
      align: "end",
      render: (token) => (
        <Button
          variant="default"
          size="compact-md"
          aria-label={`Revoke ${token.name}`}
          onClick={() => setRevoking(token)}
        >
          Revoke
        </Button>
      ),
    },
  ];
  return (
    <div className={styles["page"]}>
      <PageHeader title="API tokens" action={make}>
        A program with your token sees what you see. Give each program its own, and only what it needs.
      </PageHeader>
      <Section title="Your tokens" count={tokens.data?.length} flush>
        {tokens.isError && !tokens.data ? (
          <Notice
            urgent
            icon={<AlertIcon size={26} />}
            title="The tokens could not be loaded"
            text={messageOf(tokens.error)}
            action={<Button onClick={() => tokens.refetch()}>Try again</Button>}
          />
        ) : tokens.data?.length === 0 ? (
          <Notice
            icon={<TokenIcon size={26} />}
            title="No tokens yet"
            text="Make one for a script, a CRM connection or an AI agent. See the API reference in the docs."
            action={make}
          />
        ) : (
          <DataTable caption="Your tokens" columns={columns} rows={tokens.data} rowKey={rowKey} />
        )}
      </Section>
      {making && <MakeTokenDialog onClose={() => setMaking(false)} />}
      {revoking && <RevokeDialog token={revoking} onClose={() => setRevoking(null)} />}
    </div>
  );
}
