/** The event stream of one deal: tells that something changed, never what; the map is then read again. */

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useEventsUrl } from "~/api/events";
import { newId } from "~/api/ids";
import { mapKeys } from "./map";

export type LiveState = "off" | "connecting" | "live" | "lost";

/** The open stream; what else it tells is listened to by those who need it. */
export interface LiveStream {
  source: EventSource;
  address: URL;
  /** By which this page says that it is looked at. */
  page: string;
  opportunityId: string;
}

export interface Live {
  state: LiveState;
  stream: LiveStream | null;
}

/** Events within this time are answered by one read. */
const BATCH_MS = 250;

/**
 * Keeps the maps of a deal fresh. `hold` says that an edit of ours is on its way: its own answer refreshes the map, and
 * reading in between would show the old state for a moment.
 */
export function useLive(opportunityId: string, hold: () => boolean): Live {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  const [stream, setStream] = useState<LiveStream | null>(null);
  const url = useEventsUrl();

  useEffect(() => {
    if (!url) return;
    const address = new URL(url, window.location.href);
    address.searchParams.append("opportunity", opportunityId);
    const page = newId();
    address.searchParams.append("page", page);
    const source = new EventSource(address, { withCredentials: true });
    setStream({ source, address, page, opportunityId });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (hold()) refresh();
        else void client.invalidateQueries({ queryKey: mapKeys.deal(opportunityId) });
      }, BATCH_MS);
    };
    let lost = false;
    source.addEventListener("open", () => {
      setState("live");
      // The stream resumes where it stopped, but a server restart may have lost its place: read once to be sure.
      if (lost) refresh();
      lost = false;
    });
    source.addEventListener("error", () => {
      lost = true;
      setState("lost");
    });
    for (const kind of ["map.changed", "scores.changed", "signals.changed", "trend.changed", "message"])
      source.addEventListener(kind, refresh);
    return () => {
      clearTimeout(timer);
      source.close();
      setStream(null);
    };
  }, [url, opportunityId, client, hold]);

  return { state: url === null ? "off" : state, stream };
}
