import { Button, Checkbox, Loader, Modal, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { messageOf } from "~/api/errors";
import { CheckIcon, PlusIcon, SearchIcon } from "~/icons";
import { draftPerson } from "~/map/core/changes";
import { Avatar } from "~/parts/Avatar";
import { LazyRecordForm } from "~/parts/form/LazyRecordForm";
import { type ContactItem, type SimilarContact, similarContacts, useContactSearch } from "../api/map";
import { useWorkspace } from "../workspace/context";
import type { DialogProps } from "../workspace/requests";
import styles from "./AddPeopleDialog.module.css";
import { SimilarPeople } from "./SimilarPeople";

/** Search contacts of the account or of anywhere, or write down a new one; each press puts one on the map. */
export function AddPeopleDialog({ onClose }: DialogProps<"add">) {
  const { data, edits, say, phone, changeView, openDialog } = useWorkspace();
  const { account } = data.opportunity;
  const [typed, setTyped] = useState("");
  const [anywhere, setAnywhere] = useState(account === null);
  const [persona, setPersona] = useState<string | null>(null);
  const [creating, setCreating] = useState(false);
  const [similar, setSimilar] = useState<readonly SimilarContact[]>([]);
  const [adding, setAdding] = useState<string | null>(null);
  const [search] = useDebouncedValue(typed.trim(), 200);
  const found = useContactSearch(search, anywhere ? null : (account?.id ?? null), true);
  const present = new Set(data.people.map((person) => person.contact_id));

  const onAdd = async (contact: ContactItem, personas: string[]) => {
    const person = { ...draftPerson(contact), personas };
    const added = await edits.apply({ type: "add_person", person, box: null, lines: [] });
    if (added) say(`${contact.name} is on the map.`);
  };
  const add = async (contact: ContactItem) => {
    setAdding(contact.id);
    await onAdd(contact, persona === null ? [] : [persona]);
    setAdding(null);
  };

  const begin = async () => {
    const name = typed.trim();
    // Not to be asked is no reason not to write somebody down.
    const alike = account && name ? await similarContacts(account.id, name).catch(() => []) : [];
    if (alike.length === 0) setCreating(true);
    else setSimilar(alike);
  };

  if (similar.length > 0) {
    return (
      <SimilarPeople
        name={typed.trim()}
        similar={similar}
        onTake={(contact) => {
          setSimilar([]);
          if (!present.has(contact.id)) void add(contact);
        }}
        onNew={() => {
          setSimilar([]);
          setCreating(true);
        }}
        onClose={() => setSimilar([])}
      />
    );
  }
  if (creating) {
    return (
      <LazyRecordForm
        kind="contacts"
        start={{ name: typed.trim(), account }}
        onClose={() => setCreating(false)}
        onSaved={(saved) => {
          const contact = saved as unknown as ContactItem;
          void onAdd(
            {
              ...contact,
              department: contact.department ?? "",
              title: contact.title ?? "",
              email: contact.email ?? "",
            },
            persona === null ? [] : [persona],
          );
        }}
      />
    );
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title="Add people to the map"
      size={560}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <div className={styles["search"]}>
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
        <Select
          aria-label="Persona for those you add"
          placeholder="Persona later"
          clearable
          data={data.personas.map(({ key, name }) => ({ value: key, label: name }))}
          value={persona}
          onChange={setPersona}
          clearButtonProps={{ "aria-label": "Persona later" }}
        />
      </div>
      {account && (
        <Checkbox
          mt={10}
          size="xs"
          label={`Also look outside ${account.name}: partners, consultants, other accounts`}
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
                {[contact.title, anywhere ? contact.account?.name : contact.department].filter(Boolean).join(" · ") ||
                  contact.email}
              </span>
            </span>
            {present.has(contact.id) && adding !== contact.id ? (
              <span className={styles["present"]}>
                <CheckIcon size={14} /> On the map
              </span>
            ) : (
              <Button
                size="xs"
                variant="default"
                loading={adding === contact.id}
                aria-label={`Add ${contact.name}`}
                onClick={() => void add(contact)}
              >
                Add
              </Button>
            )}
          </li>
        ))}
      </ul>
      {found.isError && <p className={styles["none"]}>{messageOf(found.error)}</p>}
      {found.data?.items.length === 0 && (
        <p className={styles["none"]}>
          {anywhere || !account
            ? "No contact is called that."
            : `No contact of ${account.name} is called that. Look outside the account, or write down a new one.`}
        </p>
      )}
      {found.data && found.data.total > found.data.items.length && (
        <p className={styles["none"]}>
          The first {found.data.items.length} of {found.data.total}. Type more of the name.
        </p>
      )}
      <div className={styles["foot"]}>
        <Button variant="subtle" size="sm" leftSection={<PlusIcon size={15} />} onClick={() => void begin()}>
          {typed.trim() ? `New contact “${typed.trim()}”` : "New contact"}
        </Button>
        <Button
          variant="subtle"
          size="sm"
          onClick={() => {
            onClose();
            openDialog("seat", null);
          }}
        >
          Nobody named yet
        </Button>
        {!phone && (
          <Button
            variant="subtle"
            size="sm"
            onClick={() => {
              onClose();
              changeView({ tray: true, selected: null });
            }}
          >
            Drag from a list
          </Button>
        )}
        <Button variant="default" size="sm" onClick={onClose}>
          Done
        </Button>
      </div>
    </Modal>
  );
}
