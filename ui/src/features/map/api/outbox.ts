/** The outboxes of this browser, one for each person and deal, and the patience to wait for the server. */

import { ApiError, NetworkError } from "~/api/errors";
import { Outbox } from "~/map/core/outbox";

const outboxes = new Map<string, Outbox>();

export function outboxOf(userId: string, opportunityId: string): Outbox {
  const owner = `${userId}.${opportunityId}`;
  const known = outboxes.get(owner);
  if (known) return known;
  const made = new Outbox(window.localStorage, owner);
  outboxes.set(owner, made);
  return made;
}

/** No answer, or one from whatever stands before the server. What the server itself answers is final. */
function isUnreachable(error: unknown): boolean {
  return error instanceof NetworkError || (error instanceof ApiError && [502, 503, 504].includes(error.status));
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 8000;

/** Tries until the server has answered. */
export async function untilAnswered<T>(outbox: Outbox, attempt: () => Promise<T>): Promise<T> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    try {
      const answer = await attempt();
      outbox.stall(false);
      return answer;
    } catch (error) {
      if (!isUnreachable(error)) {
        outbox.stall(false);
        throw error;
      }
      outbox.stall(true);
      await connection(pause);
    }
  }
}

/** Until the browser says it is back, or some time has passed: it does not always know. */
function connection(pause: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener("online", go);
      resolve();
    };
    const timer = setTimeout(go, pause);
    window.addEventListener("online", go);
  });
}
