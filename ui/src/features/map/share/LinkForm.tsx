import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { messageOf } from "~/api/errors";
import { formatDay } from "~/parts/format";
import { asMoment } from "../api/map";
import { useWorkspace } from "../workspace/context";
import type { useMakeLink } from "./api";
import styles from "./share.module.css";

const LIFETIMES = [
  { value: "1", label: "1 day" },
  { value: "7", label: "7 days" },
  { value: "14", label: "14 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
];

interface LinkFormProps {
  make: ReturnType<typeof useMakeLink>;
  onCancel: () => void;
}

/** Whom the link is for, how long it lives, and how much it shows. What we think of people stays inside unless chosen. */
export function LinkForm({ make, onCancel }: LinkFormProps) {
  const { at } = useWorkspace().view;
  const [name, setName] = useState("");
  const [days, setDays] = useState("14");
  const [opinions, setOpinions] = useState(false);
  const [thatDay, setThatDay] = useState(at !== null);
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(!name.trim());
    if (!name.trim()) return;
    make.mutate({
      name: name.trim(),
      days: Number(days),
      with_opinions: opinions,
      as_of: thatDay ? asMoment(at) : null,
    });
  };
  return (
    <form className={styles["form"]} onSubmit={submit} noValidate>
      <TextInput
        label="For whom"
        description="Only you and your team read this."
        maxLength={120}
        data-autofocus
        value={name}
        error={missing ? "Say whom it is for, so that you recognise it later." : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label="Good for"
        data={LIFETIMES}
        value={days}
        onChange={(event) => setDays(event.currentTarget.value)}
      />
      <Checkbox
        label="Also show what we think of people"
        description="Personas, stances, influence, alliances and conflicts. Never notes, evidence, addresses or amounts."
        checked={opinions}
        onChange={(event) => setOpinions(event.currentTarget.checked)}
      />
      {at !== null && (
        <Checkbox
          label={`Show the map of ${formatDay(at)} for good, not today's`}
          checked={thatDay}
          onChange={(event) => setThatDay(event.currentTarget.checked)}
        />
      )}
      {make.isError && (
        <p className={styles["problem"]} role="alert">
          {messageOf(make.error)}
        </p>
      )}
      <div className={styles["footer"]}>
        <Button variant="default" onClick={onCancel}>
          Back
        </Button>
        <Button type="submit" loading={make.isPending}>
          Make link
        </Button>
      </div>
    </form>
  );
}
