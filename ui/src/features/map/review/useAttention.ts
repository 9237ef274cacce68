import { useEffect } from "react";
import { note } from "~/api/http";
import { useMe } from "~/api/session";
import { mayEdit } from "~/parts/permissions";
import { BEAT_MS, isLookedAt, SIGNS_OF_LIFE } from "./attention";

/** Tells the server that this map is looked at. Guests' time is not our upkeep. */
export function useAttention(opportunityId: string): void {
  const counted = mayEdit(useMe());

  useEffect(() => {
    if (!counted) return;
    let lastSign = Date.now();
    const sign = () => {
      lastSign = Date.now();
    };
    const tell = () => {
      if (isLookedAt(document.visibilityState === "visible", lastSign, Date.now()))
        note(`/api/v1/opportunities/${opportunityId}/attention`);
    };
    // In passing: a map that is opened and left at once sends nothing.
    const beat = setInterval(tell, BEAT_MS);
    for (const name of SIGNS_OF_LIFE) document.addEventListener(name, sign, { passive: true, capture: true });
    return () => {
      clearInterval(beat);
      for (const name of SIGNS_OF_LIFE) document.removeEventListener(name, sign, { capture: true });
    };
  }, [counted, opportunityId]);
}
