import { CloseButton } from "@mantine/core";
import { useRecord } from "~/api/records";
import styles from "./AccountFilter.module.css";

interface AccountFilterProps {
  /** The account a link narrowed the list to; "" for none. */
  readonly id: string;
  readonly onClear: () => void;
}

/** Says that the list is of one account only, and takes that away. */
export function AccountFilter({ id, onClear }: AccountFilterProps) {
  return id === "" ? null : <Chip id={id} onClear={onClear} />;
}

function Chip({ id, onClear }: AccountFilterProps) {
  const name = useRecord("accounts", id).data?.name ?? "one account";
  return (
    <span className={styles["chip"]}>
      Only {name}
      <CloseButton size="sm" aria-label={`Not only ${name}`} onClick={onClear} />
    </span>
  );
}
