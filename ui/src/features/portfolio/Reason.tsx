import { Popover, VisuallyHidden } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import styles from "./portfolio.module.css";

interface ReasonProps {
  /** What the cell says, for the ear. */
  readonly label: string;
  readonly className?: string | undefined;
  readonly style?: React.CSSProperties;
  /** What the cell shows. */
  readonly children: ReactNode;
  /** Why it says so; made when it is opened. */
  readonly why: () => ReactNode;
}

/** A cell that opens its reason. The popover is mounted while open only: a page has some five hundred of these. */
export function Reason({ label, className, style, children, why }: ReasonProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => setOpen(false);
  // Closed by key, the focus is nowhere and comes back here; closed by a click elsewhere, it is where the click was.
  useEffect(() => {
    if (!open) return undefined;
    return () => {
      setTimeout(() => {
        if (document.activeElement === document.body) button.current?.focus();
      });
    };
  }, [open]);
  return (
    <span className={styles["reason"]}>
      <button
        ref={button}
        type="button"
        className={`${styles["cell"]} ${className ?? ""}`}
        style={style}
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => setOpen((old) => !old)}
        // Pressed before the window has taken the focus, the key still means it.
        onKeyDown={(event) => open && event.key === "Escape" && close()}
      >
        <VisuallyHidden>{label}</VisuallyHidden>
        <span aria-hidden="true">{children}</span>
      </button>
      {open && (
        <Popover
          opened
          width={360}
          position="bottom"
          shadow="md"
          withinPortal
          trapFocus
          onDismiss={close}
          onClose={close}
        >
          <Popover.Target>
            <span className={styles["anchor"]} />
          </Popover.Target>
          <Popover.Dropdown aria-label={label} onClick={(event) => event.stopPropagation()}>
            <div className={styles["why"]}>{why()}</div>
          </Popover.Dropdown>
        </Popover>
      )}
    </span>
  );
}
