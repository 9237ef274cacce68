import { Button } from "@mantine/core";
import { useState } from "react";
import { CheckIcon, CopyIcon } from "~/icons";
import styles from "./SecretShown.module.css";

/** A text to copy that is on screen this once. */
export function SecretBox({ secret }: { readonly secret: string }) {
  const [copied, setCopied] = useState(false);
  // Without a secure connection browsers have no clipboard for pages; the text can still be selected.
  const copy = (): void => void navigator.clipboard?.writeText(secret).then(() => setCopied(true));
  return (
    <div className={styles["secret"]}>
      <code>{secret}</code>
      <Button
        variant="default"
        size="compact-md"
        leftSection={copied ? <CheckIcon size={15} /> : <CopyIcon size={15} />}
        onClick={copy}
      >
        {copied ? "Copied" : "Copy"}
      </Button>
    </div>
  );
}
