import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { SecretShown } from "~/parts/SecretShown";
import { useWorkspace } from "../workspace/context";
import type { DialogProps } from "../workspace/requests";
import { useMakeLink } from "./api";
import { LinkForm } from "./LinkForm";
import { LinkList } from "./LinkList";

/** The links to this map: the ones there are, a new one, and its secret the one time it is shown. */
export function ShareDialog({ onClose }: DialogProps<"share">) {
  const { opportunity } = useWorkspace().data;
  const make = useMakeLink(opportunity.id);
  const [adding, setAdding] = useState(false);
  const title = make.data ? "Copy the link now" : adding ? "New link" : `Share ${opportunity.name}`;
  return (
    // A stray click must not close the only place where the link is shown.
    <Modal opened centered size={560} closeOnClickOutside={!make.data} onClose={onClose} title={title}>
      {make.data ? (
        <SecretShown
          secret={window.location.origin + make.data.path}
          text={`Whoever has this link sees the map, read-only. It is not shown again; revoke it here at any time.`}
          onClose={() => {
            make.reset();
            setAdding(false);
          }}
        />
      ) : adding ? (
        <LinkForm make={make} onCancel={() => setAdding(false)} />
      ) : (
        <>
          <LinkList deal={opportunity.id} />
          <Button mt="md" onClick={() => setAdding(true)}>
            New link
          </Button>
        </>
      )}
    </Modal>
  );
}
