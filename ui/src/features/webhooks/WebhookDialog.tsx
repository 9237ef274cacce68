import { Button, Checkbox, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ApiError, messageOf } from "~/api/errors";
import { SecretShown } from "~/parts/SecretShown";
import { useReturnFocus } from "~/parts/useReturnFocus";
import { MESSAGES, useChangeWebhook, useMakeWebhook, type Webhook, type WebhookWish } from "./api";
import styles from "./WebhooksPage.module.css";

interface WebhookDialogProps {
  /** The one to change; null: a new one, whose secret is shown at the end. */
  readonly webhook: Webhook | null;
  readonly onClose: () => void;
}

export function WebhookDialog({ webhook, onClose }: WebhookDialogProps) {
  useReturnFocus();
  const make = useMakeWebhook();
  const change = useChangeWebhook(webhook?.id ?? "");
  const saving = webhook ? change : make;
  const secret = make.data?.secret;
  const save = (wish: WebhookWish): void => {
    if (webhook) change.mutate(wish, { onSuccess: onClose });
    else make.mutate(wish);
  };
  return (
    <Modal
      opened
      centered
      size={520}
      // A stray click must not close the only place where the secret is shown.
      closeOnClickOutside={!secret}
      onClose={onClose}
      title={secret ? "Copy the secret now" : webhook ? `Change “${webhook.name}”` : "New webhook"}
    >
      {secret ? (
        <SecretShown
          secret={secret}
          text="Give it to the receiver, who checks signatures with it. It is not shown again."
          onClose={onClose}
        />
      ) : (
        <Wish webhook={webhook} error={saving.error} pending={saving.isPending} onSave={save} onClose={onClose} />
      )}
    </Modal>
  );
}

interface WishProps {
  readonly webhook: Webhook | null;
  readonly error: Error | null;
  readonly pending: boolean;
  readonly onSave: (wish: WebhookWish) => void;
  readonly onClose: () => void;
}

function Wish({ webhook, error, pending, onSave, onClose }: WishProps) {
  const [name, setName] = useState(webhook?.name ?? "");
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [messages, setMessages] = useState<string[]>(
    webhook?.messages ?? ["opportunity.stage_changed", "opportunity.signals_changed"],
  );
  const [missing, setMissing] = useState(false);
  const fields = error instanceof ApiError ? error.fields : {};
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const whole = name.trim() !== "" && url.trim() !== "";
    setMissing(!whole);
    if (whole)
      onSave({ name: name.trim(), url: url.trim(), messages: messages as NonNullable<WebhookWish["messages"]> });
  };
  return (
    <form className={styles["form"]} onSubmit={submit} noValidate>
      <TextInput
        label="Name"
        description="Which system is it?"
        maxLength={120}
        data-autofocus
        value={name}
        error={missing && !name.trim() ? "Give it a name." : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label="Address"
        type="url"
        placeholder="https://crm.example.com/hooks/coalition"
        value={url}
        error={missing && !url.trim() ? "Say where messages go." : fields["url"]?.[0]}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <Checkbox.Group
        label="Told when"
        description="Nothing chosen: everything."
        value={messages}
        onChange={setMessages}
      >
        <div className={styles["choices"]}>
          {Object.entries(MESSAGES).map(([key, words]) => (
            <Checkbox key={key} value={key} label={words} />
          ))}
        </div>
      </Checkbox.Group>
      {error && !fields["url"] && (
        <p className={styles["problem"]} role="alert">
          {messageOf(error)}
        </p>
      )}
      <div className={styles["footer"]}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={pending}>
          {webhook ? "Save" : "Make webhook"}
        </Button>
      </div>
    </form>
  );
}
