import { BuildingIcon } from "~/icons";
import styles from "./AccountMark.module.css";

export function AccountMark({ name }: { readonly name: string }) {
  return (
    <span className={styles["mark"]} aria-hidden="true" title={name}>
      <BuildingIcon size={24} />
    </span>
  );
}
