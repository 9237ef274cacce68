import { useCallback, useEffect, useMemo, useRef, useState } from "react";

/** What was said at one moment. */
export interface Sentence {
  key: number;
  text: string;
}

export interface Announcer {
  /** Read out politely; not shown. The last few, oldest first. */
  spoken: readonly Sentence[];
  /** Shown and read out at once. */
  failure: string | null;
  say: (text: string) => void;
  fail: (text: string) => void;
  dismiss: () => void;
}

const BATCH_MS = 150;
const FAILURE_MS = 12_000;
const KEPT = 4;

/**
 * One live region for the page. Sentences of one moment are read together, and those before stay for a while: a reader
 * still at "saved" would lose it to "changed" a moment later if the one took the other's place.
 */
export function useAnnouncer(): Announcer {
  const [spoken, setSpoken] = useState<readonly Sentence[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const waiting = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const say = useCallback((text: string) => {
    if (!text) return;
    waiting.current.push(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const text = waiting.current.join(" ");
      waiting.current = [];
      setSpoken((before) => [...before.slice(1 - KEPT), { key: (before.at(-1)?.key ?? 0) + 1, text }]);
    }, BATCH_MS);
  }, []);
  const fail = useCallback((text: string) => setFailure(text), []);
  const dismiss = useCallback(() => setFailure(null), []);

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (failure === null) return;
    const ending = setTimeout(() => setFailure(null), FAILURE_MS);
    return () => clearTimeout(ending);
  }, [failure]);

  return useMemo(() => ({ spoken, failure, say, fail, dismiss }), [spoken, failure, say, fail, dismiss]);
}
