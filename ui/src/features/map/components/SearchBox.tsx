import { Combobox, TextInput, useCombobox } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { SearchIcon } from "~/icons";
import { search } from "~/map/core/filters";
import type { Person } from "~/map/core/types";
import { sentimentKey } from "~/map/core/words";
import { Avatar } from "~/parts/Avatar";
import styles from "./SearchBox.module.css";

/** Finds a person on this map and brings them to the middle. `/` comes here from anywhere on the page. */
export function SearchBox({ people, onFind }: { people: readonly Person[]; onFind: (contactId: string) => void }) {
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const found = search(people, typed);

  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (
        event.key !== "/" ||
        event.ctrlKey ||
        event.metaKey ||
        /^(input|textarea|select)$/i.test(target.tagName) ||
        target.isContentEditable
      )
        return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener("keydown", key);
    return () => window.removeEventListener("keydown", key);
  }, []);

  return (
    <Combobox
      store={combobox}
      width={320}
      position="bottom-end"
      onOptionSubmit={(id) => {
        onFind(id);
        setTyped("");
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          ref={input}
          type="search"
          size="xs"
          className={styles["box"] ?? ""}
          aria-label="Find a person"
          placeholder="Find…"
          leftSection={<SearchIcon size={14} />}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
          onFocus={() => typed && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed.trim() === ""}>
        <Combobox.Options aria-label="People found">
          {found.map((person) => (
            <Combobox.Option key={person.contact_id} value={person.contact_id} className={styles["option"] ?? ""}>
              <Avatar name={person.name} sentiment={sentimentKey(person)} size={28} glyph={false} />
              <span className={styles["words"]}>
                <span className={styles["name"]}>{person.name}</span>
                <span className={styles["title"]}>{person.title}</span>
              </span>
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>Nobody on this map is called that</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
