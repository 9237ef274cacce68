import { useEffect, useState } from "react";

/** How long each picture stands, once it is there. */
const STEP_MS = 1100;

/** Goes from event to event. `ready` is false while a picture is still on its way: none is skipped on a slow line. */
export function usePlay(ready: boolean, next: () => boolean): [boolean, (playing: boolean) => void] {
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing || !ready) return;
    const timer = setTimeout(() => {
      if (!next()) setPlaying(false);
    }, STEP_MS);
    return () => clearTimeout(timer);
  }, [playing, ready, next]);
  return [playing, setPlaying];
}
