import { Badge, Button, Menu, Modal } from "@mantine/core";
import { useState } from "react";
import { messageOf } from "~/api/errors";
import { DotsIcon } from "~/icons";
import { Section } from "~/parts/page/Section";
import { SecretShown } from "~/parts/SecretShown";
import { MESSAGES, useChangeWebhook, useDeleteWebhook, useReplaceSecret, useTestWebhook, type Webhook } from "./api";
import { Deliveries } from "./Deliveries";
import { WebhookDialog } from "./WebhookDialog";
import styles from "./WebhooksPage.module.css";

type Open = "change" | "log" | "secret" | "delete" | null;

/** One address, what it hears, and what can be done with it. */
export function WebhookCard({ webhook }: { readonly webhook: Webhook }) {
  const [open, setOpen] = useState<Open>(null);
  const change = useChangeWebhook(webhook.id);
  const test = useTestWebhook(webhook.id);
  const close = () => setOpen(null);
  const problem = change.error ?? test.error;
  const names: Readonly<Record<string, string>> = MESSAGES;
  const hears = webhook.messages.length === 0 ? ["Everything"] : webhook.messages.map((each) => names[each] ?? each);
  const sendTest = () => test.mutate(undefined, { onSuccess: () => setOpen("log") });
  return (
    <Section
      title={webhook.name}
      action={
        <span className={styles["actions"]}>
          {!webhook.is_active && <Badge color="orange">Paused</Badge>}
          <Button variant="default" size="xs" onClick={() => setOpen("log")}>
            Log
          </Button>
          <Menu position="bottom-end" withinPortal={false}>
            <Menu.Target>
              <Button variant="default" size="xs" aria-label={`More for ${webhook.name}`}>
                <DotsIcon size={16} />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={sendTest}>Send a test</Menu.Item>
              <Menu.Item onClick={() => setOpen("change")}>Change…</Menu.Item>
              <Menu.Item onClick={() => change.mutate({ is_active: !webhook.is_active })}>
                {webhook.is_active ? "Pause" : "Take up again"}
              </Menu.Item>
              <Menu.Item onClick={() => setOpen("secret")}>Replace secret…</Menu.Item>
              <Menu.Divider />
              <Menu.Item onClick={() => setOpen("delete")}>Delete…</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </span>
      }
    >
      <p className={styles["url"]}>{webhook.url}</p>
      <p className={styles["text"]}>
        {hears.join(" · ")}. It hears of what {webhook.owner.name} may see.
      </p>
      {webhook.paused_because && <p className={styles["text"]}>Paused by itself: {webhook.paused_because}</p>}
      {problem && (
        <p className={styles["problem"]} role="alert">
          {messageOf(problem)}
        </p>
      )}
      {open === "change" && <WebhookDialog webhook={webhook} onClose={close} />}
      {open === "log" && <Deliveries webhook={webhook} onClose={close} />}
      {open === "secret" && <SecretDialog webhook={webhook} onClose={close} />}
      {open === "delete" && <DeleteDialog webhook={webhook} onClose={close} />}
    </Section>
  );
}

interface DialogProps {
  readonly webhook: Webhook;
  readonly onClose: () => void;
}

function SecretDialog({ webhook, onClose }: DialogProps) {
  const replace = useReplaceSecret(webhook.id);
  const secret = replace.data?.secret;
  return (
    <Modal
      opened
      centered
      size={480}
      closeOnClickOutside={!secret}
      onClose={onClose}
      title={secret ? "Copy the secret now" : `Replace the secret of “${webhook.name}”?`}
    >
      {secret ? (
        <SecretShown secret={secret} text="It is not shown again. For a day both secrets sign." onClose={onClose} />
      ) : (
        <>
          <p className={styles["text"]}>
            For a day messages carry both signatures, so that the receiver can change over.
          </p>
          {replace.isError && (
            <p className={styles["problem"]} role="alert">
              {messageOf(replace.error)}
            </p>
          )}
          <div className={styles["footer"]}>
            <Button variant="default" onClick={onClose}>
              Keep it
            </Button>
            <Button loading={replace.isPending} onClick={() => replace.mutate(undefined)}>
              Replace
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}

function DeleteDialog({ webhook, onClose }: DialogProps) {
  const remove = useDeleteWebhook(webhook.id);
  return (
    <Modal opened centered size={440} onClose={onClose} title={`Delete “${webhook.name}”?`}>
      <p className={styles["text"]}>It is told nothing more, and its log is forgotten.</p>
      {remove.isError && (
        <p className={styles["problem"]} role="alert">
          {messageOf(remove.error)}
        </p>
      )}
      <div className={styles["footer"]}>
        <Button variant="default" onClick={onClose}>
          Keep it
        </Button>
        <Button color="red" autoContrast={false} loading={remove.isPending} onClick={() => remove.mutate(undefined)}>
          Delete
        </Button>
      </div>
    </Modal>
  );
}
