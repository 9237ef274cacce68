import { Button, Modal, NativeSelect, Switch, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { messageOf } from "~/api/errors";
import { SecretShown } from "~/parts/SecretShown";
import { useReturnFocus } from "~/parts/useReturnFocus";
import { useMakeToken } from "./api";
import styles from "./TokensPage.module.css";

const LIFETIMES = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "One year" },
  { value: "", label: "No end" },
] as const;

/** Two steps: what the token is for, then the secret, which is shown this once. */
export function MakeTokenDialog({ onClose }: { readonly onClose: () => void }) {
  useReturnFocus();
  const make = useMakeToken();
  return (
    <Modal
      opened
      centered
      size={480}
      // A stray click must not close the only place where the secret is shown.
      closeOnClickOutside={!make.data}
      onClose={onClose}
      title={make.data ? "Copy the token now" : "New token"}
    >
      {make.data ? (
        <SecretShown
          secret={make.data.secret}
          text="It is not shown again. If it gets lost, revoke it and make another."
          onClose={onClose}
        />
      ) : (
        <Wish make={make} onClose={onClose} />
      )}
    </Modal>
  );
}

interface WishProps {
  readonly make: ReturnType<typeof useMakeToken>;
  readonly onClose: () => void;
}

function Wish({ make, onClose }: WishProps) {
  const [name, setName] = useState("");
  const [readOnly, setReadOnly] = useState(true);
  const [days, setDays] = useState("90");
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(!name.trim());
    if (!name.trim()) return;
    const expires = days ? new Date(Date.now() + Number(days) * 86_400_000).toISOString() : null;
    make.mutate({ name: name.trim(), read_only: readOnly, expires_at: expires });
  };
  return (
    <form className={styles["form"]} onSubmit={submit} noValidate>
      <TextInput
        label="Name"
        description="Which program is it for?"
        maxLength={120}
        data-autofocus
        value={name}
        error={missing ? "Give it a name, so that you recognise it later." : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label="Good for"
        data={[...LIFETIMES]}
        value={days}
        onChange={(event) => setDays(event.currentTarget.value)}
      />
      <Switch label="Read only" checked={readOnly} onChange={(event) => setReadOnly(event.currentTarget.checked)} />
      {make.isError && (
        <p className={styles["problem"]} role="alert">
          {messageOf(make.error)}
        </p>
      )}
      <div className={styles["footer"]}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={make.isPending}>
          Make token
        </Button>
      </div>
    </form>
  );
}
