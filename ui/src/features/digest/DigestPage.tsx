import { Button, NativeSelect } from "@mantine/core";
import { messageOf } from "~/api/errors";
import type { Reply } from "~/api/types";
import { AlertIcon } from "~/icons";
import { Notice } from "~/parts/Notice";
import { PageHeader } from "~/parts/page/PageHeader";
import { Section } from "~/parts/page/Section";
import { useChooseDay, useDigestChoice, useDigestPreview } from "./api";
import styles from "./DigestPage.module.css";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const CHOICES = [...DAYS.map((label, day) => ({ value: String(day), label })), { value: "", label: "Never" }];

/** When the weekly mail comes, and what it would say now. */
export function DigestPage() {
  const choice = useDigestChoice();
  return (
    <div className={styles["page"]}>
      <PageHeader title="Weekly digest">
        A mail a week: what changed on your deals, and what asks to be done.
      </PageHeader>
      {choice.isError && !choice.data ? (
        <Notice
          urgent
          icon={<AlertIcon size={26} />}
          title="Your choice could not be loaded"
          text={messageOf(choice.error)}
          action={<Button onClick={() => choice.refetch()}>Try again</Button>}
        />
      ) : (
        choice.data && <Choice choice={choice.data} />
      )}
      <Preview />
    </div>
  );
}

function Choice({ choice }: { readonly choice: Reply<"get_digest_choice"> }) {
  const choose = useChooseDay();
  const weekday = choose.isPending ? choose.variables : choice.weekday;
  const hour = `${String(choice.hour).padStart(2, "0")}:00`;
  return (
    <Section title="When">
      <NativeSelect
        label="Day"
        description={`At ${hour}, ${choice.time_zone} time.`}
        data={CHOICES}
        value={weekday === null ? "" : String(weekday)}
        onChange={({ currentTarget: { value } }) => choose.mutate(value === "" ? null : Number(value))}
        className={styles["day"] ?? ""}
      />
      {choose.isError && (
        <p className={styles["problem"]} role="alert">
          {messageOf(choose.error)}
        </p>
      )}
      {!choice.mail_is_set_up && (
        <p className={styles["text"]}>
          This server knows no mail server yet, so nothing is sent. Whoever runs it sets COALITION_SMTP_URL.
        </p>
      )}
    </Section>
  );
}

function Preview() {
  const preview = useDigestPreview();
  return (
    <Section title="What it would say now">
      {preview.isError ? (
        <p className={styles["problem"]} role="alert">
          {messageOf(preview.error)}
        </p>
      ) : preview.data?.is_empty ? (
        <p className={styles["text"]}>Nothing happened on your deals in the last seven days: no mail would be sent.</p>
      ) : (
        preview.data && (
          <>
            <p className={styles["subject"]}>{preview.data.subject}</p>
            <pre className={styles["letter"]}>{preview.data.text}</pre>
          </>
        )
      )}
    </Section>
  );
}
