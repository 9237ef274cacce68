import { formatDay } from "~/parts/format";
import { SecretBox } from "~/parts/SecretBox";
import type { PasswordLink } from "./api";
import styles from "./PeoplePage.module.css";

/** The link with which somebody sets their password; it is on screen this once. */
export function LinkOnce({ name, link }: { readonly name: string; readonly link: PasswordLink }) {
  return (
    <>
      <p className={styles["text"]}>
        Send this link to {name}. It lets whoever has it set the password, once, until {formatDay(link.expires_at)}. It
        is not shown again.
      </p>
      <SecretBox secret={`${window.location.origin}${link.path}`} />
    </>
  );
}
