import { Link } from "react-router";
import { useList } from "~/api/records";
import type { Account } from "~/api/types";
import { Section } from "~/parts/page/Section";
import styles from "./AccountFamily.module.css";

/** The group an account belongs to: its parent above, its own parts below. Nothing is shown for a lone account. */
export function AccountFamily({ account }: { readonly account: Account }) {
  const children = useList("accounts", { parent_id: account.id, sort: "name", limit: 50 }).data?.items ?? [];
  if (!account.parent && children.length === 0) return null;
  return (
    <Section title="Group">
      <ul className={styles["tree"]}>
        {account.parent && (
          <li>
            <Link to={`/accounts/${account.parent.id}`}>{account.parent.name}</Link>
          </li>
        )}
        <li data-depth={account.parent ? 1 : 0} aria-current="true">
          {account.name}
        </li>
        {children.map((child) => (
          <li key={child.id} data-depth={account.parent ? 2 : 1}>
            <Link to={`/accounts/${child.id}`}>{child.name}</Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
