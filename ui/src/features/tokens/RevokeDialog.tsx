import { Button, Modal } from "@mantine/core";
import { messageOf } from "~/api/errors";
import { useReturnFocus } from "~/parts/useReturnFocus";
import { type ApiToken, useRevokeToken } from "./api";
import styles from "./TokensPage.module.css";

interface RevokeDialogProps {
  readonly token: ApiToken;
  readonly onClose: () => void;
}

export function RevokeDialog({ token, onClose }: RevokeDialogProps) {
  useReturnFocus();
  const revoke = useRevokeToken();
  return (
    <Modal opened centered size={440} onClose={onClose} title={`Revoke “${token.name}”?`}>
      <p className={styles["text"]}>Whatever uses it stops working at once. This cannot be undone.</p>
      {revoke.isError && (
        <p className={styles["problem"]} role="alert">
          {messageOf(revoke.error)}
        </p>
      )}
      <div className={styles["footer"]}>
        <Button variant="default" onClick={onClose}>
          Keep it
        </Button>
        <Button
          color="red"
          autoContrast={false}
          loading={revoke.isPending}
          onClick={() => revoke.mutate(token.id, { onSuccess: onClose })}
        >
          Revoke
        </Button>
      </div>
    </Modal>
  );
}
