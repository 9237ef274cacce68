import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ApiError, messageOf } from "~/api/errors";
import { useMe } from "~/api/session";
import { Section } from "~/parts/page/Section";
import { useChangeMe } from "./api";
import styles from "./PeoplePage.module.css";
import { ZoneField } from "./UserFields";
import { ROLE_NAMES } from "./words";

/** What everybody says of themselves; role and team are given by an admin. */
export function OwnProfile() {
  const me = useMe();
  const save = useChangeMe();
  const [title, setTitle] = useState(me.title);
  const [zone, setZone] = useState(me.time_zone);
  const problems = save.error instanceof ApiError ? save.error.fields : {};
  const changed = title !== me.title || zone !== me.time_zone;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate({ title, time_zone: zone });
  };
  return (
    <Section title="You">
      <form className={styles["own"]} onSubmit={submit} noValidate>
        <p className={styles["text"]}>
          <strong>{me.name}</strong> · {me.email}
          <br />
          {ROLE_NAMES[me.role]}
          {me.team && `, ${me.team.name}`}
        </p>
        <TextInput
          label="Your title"
          name="own-title"
          maxLength={200}
          value={title}
          error={problems["title"]?.[0]}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <ZoneField value={zone} error={problems["time_zone"]?.[0]} onChange={setZone} />
        <div className={styles["ownFooter"]}>
          <Button type="submit" disabled={!changed} loading={save.isPending}>
            Save
          </Button>
          <span role="status" className={styles["quiet"]}>
            {save.isSuccess && !changed && "Saved."}
          </span>
        </div>
        {save.isError && (
          <p className={styles["problem"]} role="alert">
            {messageOf(save.error)}
          </p>
        )}
      </form>
    </Section>
  );
}
