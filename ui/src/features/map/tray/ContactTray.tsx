import { ActionIcon, Button, Checkbox, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { messageOf } from "~/api/errors";
import { CloseIcon, SearchIcon } from "~/icons";
import { Avatar } from "~/parts/Avatar";
import { useContactSearch } from "../api/map";
import { useWorkspace } from "../workspace/context";
import styles from "./ContactTray.module.css";
import { carry } from "./carried";
import { useAddContact } from "./useAddContact";

/** Contacts who are not on the map yet, to be dragged onto it: onto a card, and they report to that person. */
export function ContactTray() {
  const { data, changeView } = useWorkspace();
  const { account, id } = data.opportunity;
  const [typed, setTyped] = useState("");
  const [anywhere, setAnywhere] = useState(account === null);
  const [search] = useDebouncedValue(typed.trim(), 200);
  const found = useContactSearch(search, anywhere ? null : (account?.id ?? null), true, id);
  const add = useAddContact();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  // Until the list is read again, who was just added is still on it.
  const present = new Set(data.people.map((person) => person.contact_id));
  const waiting = found.data?.items.filter((contact) => !present.has(contact.id)) ?? [];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape anywhere inside closes the panel
    <div
      className={styles["tray"]}
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && changeView({ tray: false })}
    >
      <header className={styles["head"]}>
        <h2 className={styles["title"]}>Not on the map</h2>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Close the list of contacts"
          onClick={() => changeView({ tray: false })}
        >
          <CloseIcon size={17} />
        </ActionIcon>
      </header>
      <p className={styles["hint"]}>Drag somebody onto the map, or onto the card of the person they report to.</p>
      <TextInput
        ref={field}
        type="search"
        aria-label="Find a contact who is not on the map"
        placeholder="Name, title or e-mail"
        leftSection={<SearchIcon size={15} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {account && (
        <Checkbox
          mt={10}
          size="xs"
          label="Outsiders too: partners, consultants, other accounts"
          checked={anywhere}
          onChange={(event) => setAnywhere(event.currentTarget.checked)}
        />
      )}
      <ul className={styles["list"]} aria-label="Contacts who are not on the map" aria-busy={found.isFetching}>
        {waiting.map((contact) => (
          <li
            key={contact.id}
            className={styles["row"]}
            draggable
            onDragStart={(event) => carry(event.dataTransfer, contact)}
          >
            <Avatar name={contact.name} size={34} />
            <span className={styles["words"]}>
              <span className={styles["name"]}>{contact.name}</span>
              <span className={styles["role"]}>
                {[contact.title, anywhere ? contact.account?.name : contact.department].filter(Boolean).join(" · ") ||
                  contact.email}
              </span>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Add ${contact.name}`}
              onClick={() => void add(contact, null)}
            >
              Add
            </Button>
          </li>
        ))}
      </ul>
      {found.isError && <p className={styles["hint"]}>{messageOf(found.error)}</p>}
      {found.data && waiting.length === 0 && (
        <p className={styles["hint"]}>
          {search ? "Nobody of that name is missing here." : "Everybody we know is on the map."}
        </p>
      )}
      {found.data && found.data.total > found.data.items.length && (
        <p className={styles["hint"]}>
          The first {found.data.items.length} of {found.data.total}. Type more of the name.
        </p>
      )}
    </div>
  );
}
