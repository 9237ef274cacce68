import styles from "./Prose.module.css";

/** Free text as people or imports wrote it: shown as text, line breaks kept, never as markup. */
export function Prose({ text, none }: { readonly text: string; readonly none: string }) {
  return text ? <p className={styles["prose"]}>{text}</p> : <p className={styles["none"]}>{none}</p>;
}
