import { Badge, Button, Modal } from "@mantine/core";
import { messageOf } from "~/api/errors";
import { formatAgo, formatMoment } from "~/parts/format";
import { type Column, DataTable } from "~/parts/list/DataTable";
import { type Delivery, useDeliveries, useSendAgain, type Webhook } from "./api";
import styles from "./WebhooksPage.module.css";

const STATES: Readonly<Record<Delivery["state"], { label: string; color: string }>> = {
  delivered: { label: "Delivered", color: "teal" },
  waiting: { label: "Waiting", color: "gray" },
  given_up: { label: "Given up", color: "red" },
};

function outcome(delivery: Delivery): string {
  if (delivery.attempts === 0) return "Not tried yet";
  const answer = delivery.status === null ? delivery.problem : `Answered ${delivery.status}`;
  const again = delivery.state === "waiting" && delivery.next_at ? `, again ${formatMoment(delivery.next_at)}` : "";
  const tries = delivery.attempts > 1 ? `, ${delivery.attempts} attempts` : "";
  return `${answer}${tries}${again}`;
}

interface DeliveriesProps {
  readonly webhook: Webhook;
  readonly onClose: () => void;
}

/** What was sent lately, newest first, and how it went. */
export function Deliveries({ webhook, onClose }: DeliveriesProps) {
  const log = useDeliveries(webhook.id);
  const again = useSendAgain(webhook.id);
  const columns: readonly Column<Delivery>[] = [
    {
      key: "message",
      header: "Message",
      render: (row) => (
        <>
          <div>{row.message}</div>
          <span className={styles["quiet"]} title={row.message_id}>
            {formatAgo(row.created_at)}
          </span>
        </>
      ),
    },
    {
      key: "state",
      header: "State",
      render: (row) => (
        <Badge variant="light" color={STATES[row.state].color}>
          {STATES[row.state].label}
        </Badge>
      ),
    },
    { key: "outcome", header: "Last answer", from: "tablet", render: outcome },
    {
      key: "again",
      header: "Again",
      align: "end",
      render: (row) =>
        row.state === "given_up" && (
          <Button variant="default" size="compact-md" onClick={() => again.mutate(row.id)}>
            Send again
          </Button>
        ),
    },
  ];
  return (
    <Modal opened centered size={760} onClose={onClose} title={`Log of “${webhook.name}”`}>
      {(log.isError || again.isError) && (
        <p className={styles["problem"]} role="alert">
          {messageOf(log.error ?? again.error)}
        </p>
      )}
      {log.data?.total === 0 ? (
        <p className={styles["text"]}>Nothing was sent in the last thirty days.</p>
      ) : (
        <DataTable caption="Messages" columns={columns} rows={log.data?.items} rowKey={(row) => row.id} />
      )}
    </Modal>
  );
}
