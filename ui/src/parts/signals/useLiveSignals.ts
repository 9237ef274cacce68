/** Keeps lists of signals fresh while they are on the screen: the event stream tells that something changed, never what. */

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useEventsUrl } from "~/api/events";

const BATCH_MS = 250;

export function useLiveSignals(): void {
  const client = useQueryClient();
  const url = useEventsUrl();
  useEffect(() => {
    if (!url) return;
    const source = new EventSource(new URL(url, window.location.href), { withCredentials: true });
    let timer: ReturnType<typeof setTimeout> | undefined;
    source.addEventListener("message", ({ data }: MessageEvent<string>) => {
      const { kind } = JSON.parse(data) as { kind: string };
      if (kind !== "signals.changed" && kind !== "resync") return;
      clearTimeout(timer);
      timer = setTimeout(() => void client.invalidateQueries({ queryKey: ["signals"] }), BATCH_MS);
    });
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [url, client]);
}
