import { Button } from "@mantine/core";
import { useState } from "react";
import { messageOf } from "~/api/errors";
import { AlertIcon, PlusIcon, WebhookIcon } from "~/icons";
import { Notice } from "~/parts/Notice";
import { PageHeader } from "~/parts/page/PageHeader";
import { useWebhooks } from "./api";
import { WebhookCard } from "./WebhookCard";
import { WebhookDialog } from "./WebhookDialog";
import styles from "./WebhooksPage.module.css";

/** Other systems that are told what happens. Kept by admins and revenue operations. */
export function WebhooksPage() {
  const webhooks = useWebhooks();
  const [making, setMaking] = useState(false);
  const make = (
    <Button leftSection={<PlusIcon size={16} />} onClick={() => setMaking(true)}>
      New webhook
    </Button>
  );
  return (
    <div className={styles["page"]}>
      <PageHeader title="Webhooks" action={webhooks.data && make}>
        Other systems are told what happens, in signed messages.
      </PageHeader>
      {webhooks.isError && !webhooks.data ? (
        <Notice
          urgent
          icon={<AlertIcon size={26} />}
          title="The webhooks could not be loaded"
          text={messageOf(webhooks.error)}
          action={<Button onClick={() => webhooks.refetch()}>Try again</Button>}
        />
      ) : webhooks.data?.length === 0 ? (
        <Notice
          icon={<WebhookIcon size={26} />}
          title="No webhooks yet"
          text="Have your CRM or your chat told when a deal enters a stage or a signal is opened."
          action={make}
        />
      ) : (
        webhooks.data?.map((webhook) => <WebhookCard key={webhook.id} webhook={webhook} />)
      )}
      {making && <WebhookDialog webhook={null} onClose={() => setMaking(false)} />}
    </div>
  );
}
