import { initials } from "./Avatar";
import styles from "./UserName.module.css";

const HUES = ["#087f5b", "#6741d9", "#9c36b5", "#1864ab", "#a34700", "#2b6a1d"] as const;

/** The same person has the same colour everywhere. */
export function userHue(name: string): string {
  let sum = 0;
  for (const letter of name) sum += letter.codePointAt(0) ?? 0;
  return HUES[sum % HUES.length] ?? HUES[0];
}

interface UserDiscProps {
  readonly name: string;
  readonly size?: number;
}

/** One of ours: a filled disc, unlike the ring of a stakeholder. */
export function UserDisc({ name, size = 24 }: UserDiscProps) {
  return (
    <span
      className={styles["disc"]}
      style={{ background: userHue(name), width: size, height: size, fontSize: Math.round(size * 0.38) }}
      aria-hidden="true"
    >
      {initials(name)}
    </span>
  );
}

export function UserName({ name }: { readonly name: string }) {
  return (
    <span className={styles["user"]}>
      <UserDisc name={name} />
      <span className={styles["name"]}>{name}</span>
    </span>
  );
}
