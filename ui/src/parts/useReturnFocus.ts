import { useEffect, useState } from "react";

/**
 * Gives the focus back, on leaving, to what had it on coming. For dialogs that are mounted open: the library's own return
 * of focus only watches dialogs that open later.
 */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    },
    [before],
  );
}
