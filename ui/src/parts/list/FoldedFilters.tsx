import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { ChevronDownIcon } from "~/icons";

interface FoldedFiltersProps {
  /** How many are set. */
  readonly count: number;
  readonly children: ReactNode;
}

/** Filters in a row; on a phone behind one button, where eight of them would push the list off the screen. */
export function FoldedFilters({ count, children }: FoldedFiltersProps) {
  const phone = useMediaQuery("(max-width: 640px)", undefined, { getInitialValueInEffect: false }) ?? false;
  const [open, setOpen] = useState(false);
  if (!phone) return children;
  return (
    <>
      <Button
        variant="default"
        size="sm"
        aria-expanded={open}
        rightSection={<ChevronDownIcon size={15} />}
        onClick={() => setOpen(!open)}
      >
        {count === 0 ? "Filters" : `Filters: ${count}`}
      </Button>
      {open && children}
    </>
  );
}
