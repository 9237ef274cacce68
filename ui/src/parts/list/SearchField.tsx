import { CloseButton, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { SearchIcon } from "~/icons";

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  /** Called when typing pauses, not at each key: every call is a question to the server. */
  readonly onChange: (value: string) => void;
  readonly className?: string | undefined;
}

const PAUSE_MS = 250;

export function SearchField({ label, value, onChange, className }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  // Back, forward and "clear filters" change the value from outside.
  if (value !== known) {
    setKnown(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed.trim() === value) return undefined;
    const timer = setTimeout(() => onChange(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <TextInput
      type="search"
      className={className ?? ""}
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      leftSection={<SearchIcon size={16} />}
      rightSection={typed ? <CloseButton size="sm" aria-label="Clear the search" onClick={() => setTyped("")} /> : null}
    />
  );
}
