/** Says to the others on this deal that this page is looked at, and hears of them. */

import { useEffect, useRef, useState } from "react";
import { useMe } from "~/api/session";
import type { LiveStream } from "../api/live";
import { comings, othersIn, type Present } from "./present";

/** The server takes a page that missed three of these for left. */
const BEAT_MS = 10_000;
/** A selection that stays this long is told. */
const SETTLED_MS = 150;

const ALONE: readonly Present[] = [];

export function usePresence(
  stream: LiveStream | null,
  selected: string | null,
  say: (text: string) => void,
): readonly Present[] {
  const me = useMe().id;
  const [present, setPresent] = useState(ALONE);
  const told = useRef(ALONE);

  useEffect(() => {
    if (!stream) return;
    const { source, opportunityId } = stream;
    const hear = ({ data }: MessageEvent<string>) => {
      const others = othersIn(data, opportunityId, me);
      if (!others) return;
      say(comings(told.current, others));
      told.current = others;
      setPresent(others);
    };
    // Without the stream nobody knows who is there. When it is back, those who stayed did not come anew.
    const lose = () => setPresent(ALONE);
    source.addEventListener("presence", hear);
    source.addEventListener("error", lose);
    return () => {
      source.removeEventListener("presence", hear);
      source.removeEventListener("error", lose);
      told.current = ALONE;
      setPresent(ALONE);
    };
  }, [stream, me, say]);

  useEffect(() => {
    if (!stream) return;
    const { source } = stream;
    const speak = () => {
      if (source.readyState === EventSource.OPEN && document.visibilityState === "visible") tell(stream, selected);
    };
    const soon = setTimeout(speak, SETTLED_MS);
    const beat = setInterval(speak, BEAT_MS);
    source.addEventListener("open", speak);
    document.addEventListener("visibilitychange", speak);
    return () => {
      clearTimeout(soon);
      clearInterval(beat);
      source.removeEventListener("open", speak);
      document.removeEventListener("visibilitychange", speak);
    };
  }, [stream, selected]);

  return present;
}

/** One that is lost does not matter: the next follows. */
function tell({ address, page, opportunityId }: LiveStream, selected: string | null): void {
  const to = new URL(address);
  to.search = "";
  // As plain text, the browser does not ask the other port for permission each time first.
  const body = JSON.stringify({ page, opportunity: opportunityId, selected });
  fetch(to, { method: "POST", credentials: "include", body }).catch(() => {});
}
