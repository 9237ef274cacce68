import { Link } from "react-router";
import type { ContactRow } from "~/api/types";
import { Avatar } from "~/parts/Avatar";
import type { Column } from "~/parts/list/DataTable";
import { RowTitle } from "~/parts/list/RowTitle";
import styles from "./columns.module.css";
import { SENIORITY_NAMES, STATUS_NAMES } from "./words";

export const contactHref = (row: ContactRow): string => `/contacts/${row.id}`;

export const CONTACT_COLUMNS: readonly Column<ContactRow>[] = [
  {
    key: "name",
    header: "Contact",
    sort: "name",
    render: (row) => (
      <RowTitle
        to={contactHref(row)}
        title={row.name}
        mark={<Avatar name={row.name} size={34} />}
        below={
          <>
            {row.title || "No title"}
            {row.account && <span className={styles["phone"]}> · {row.account.name}</span>}
            {row.status !== "active" && <span className={styles["gone"]}> · {STATUS_NAMES[row.status]}</span>}
          </>
        }
      />
    ),
  },
  {
    key: "account",
    header: "Account",
    sort: "account",
    from: "phone",
    render: (row) =>
      row.account && (
        <Link className={styles["link"]} to={`/accounts/${row.account.id}`}>
          {row.account.name}
        </Link>
      ),
  },
  { key: "department", header: "Department", sort: "department", from: "tablet", render: (r) => r.department || "–" },
  {
    key: "seniority",
    header: "Seniority",
    from: "laptop",
    render: (row) => SENIORITY_NAMES[row.seniority] ?? "–",
  },
  {
    key: "email",
    header: "E-mail",
    from: "laptop",
    render: (row) =>
      row.email && (
        <a className={styles["link"]} href={`mailto:${row.email}`}>
          {row.email}
        </a>
      ),
  },
];
