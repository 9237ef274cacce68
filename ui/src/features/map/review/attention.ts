/** When a page is looked at: it is on screen, and its reader moved, typed or scrolled a short while ago. */

/** The server takes what lies between two of these for looked at. */
export const BEAT_MS = 30_000;
/** Reading a map without touching anything for longer than this is more likely an empty chair. */
export const PATIENCE_MS = 120_000;
export const SIGNS_OF_LIFE = ["pointermove", "pointerdown", "keydown", "wheel", "touchstart"] as const;

export function isLookedAt(visible: boolean, lastSign: number, now: number): boolean {
  return visible && now - lastSign <= PATIENCE_MS;
}

/** A sentence, or nothing where the server keeps to itself who it would be. */
export function attentionText(attention: { minutes: number | null; people: number | null }): string {
  const { minutes, people } = attention;
  if (minutes === null || people === null) return "";
  if (people === 0) return "No time was counted on this map in the last 30 days.";
  const length = minutes === 0 ? "Less than a minute" : minutes === 1 ? "1 minute" : `${minutes} minutes`;
  return `${length} spent on this map in the last 30 days, by ${people === 1 ? "1 person" : `${people} people`}.`;
}
