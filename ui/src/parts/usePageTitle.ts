import { useEffect } from "react";

/** The browser tab's title, "Opportunities · Coalition". */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Coalition`;
  }, [title]);
}
