import { Button, Checkbox, Loader, Modal, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { messageOf } from "~/api/errors";
import { SearchIcon } from "~/icons";
import { draftPerson } from "~/map/core/changes";
import { Avatar } from "~/parts/Avatar";
import { type ContactItem, useContactSearch } from "../api/map";
import { useWorkspace } from "../workspace/context";
import type { DialogProps } from "../workspace/requests";
import styles from "./AddPeopleDialog.module.css";

/** Who is it? A contact of the account, or somebody who is on the map already. */
export function FillSeatDialog({ request: { seatId }, onClose }: DialogProps<"fill">) {
  const { data, edits, byId, find } = useWorkspace();
  const { account } = data.opportunity;
  const [typed, setTyped] = useState("");
  const [anywhere, setAnywhere] = useState(account === null);
  const [search] = useDebouncedValue(typed.trim(), 200);
  const found = useContactSearch(search, anywhere ? null : (account?.id ?? null), true);
  const seat = byId.get(seatId);
  if (!seat) return null;
  const fill = async (contact: ContactItem) => {
    onClose();
    const person = byId.get(contact.id) ?? draftPerson(contact);
    if (await edits.apply({ type: "fill_seat", seatId, person })) find(contact.id);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Who is ${seat.name}?`}
      size={520}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <TextInput
        data-autofocus
        type="search"
        aria-label="Find a contact"
        placeholder="Name, title or e-mail"
        leftSection={<SearchIcon size={15} />}
        rightSection={found.isFetching ? <Loader size={14} /> : null}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {account && (
        <Checkbox
          mt={10}
          size="xs"
          label={`Also look outside ${account.name}`}
          checked={anywhere}
          onChange={(event) => setAnywhere(event.currentTarget.checked)}
        />
      )}
      <ul className={styles["list"]} aria-label="Contacts found" aria-busy={found.isFetching}>
        {found.data?.items.map((contact) => (
          <li key={contact.id} className={styles["row"]}>
            <Avatar name={contact.name} size={34} />
            <span className={styles["words"]}>
              <span className={styles["name"]}>{contact.name}</span>
              <span className={styles["title"]}>
                {[contact.title, byId.has(contact.id) ? "on the map" : contact.department].filter(Boolean).join(" · ")}
              </span>
            </span>
            <Button
              size="xs"
              variant="default"
              aria-label={`${contact.name} takes the seat`}
              onClick={() => void fill(contact)}
            >
              Takes it
            </Button>
          </li>
        ))}
      </ul>
      {found.isError && <p className={styles["none"]}>{messageOf(found.error)}</p>}
      {found.data?.items.length === 0 && <p className={styles["none"]}>No contact is called that.</p>}
    </Modal>
  );
}
