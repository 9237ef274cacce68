/** Edits of the map: shown at once, sent, taken back when refused, undone and done again. */

import { useCallback, useMemo, useRef, useState } from "react";
import { type Change, describeChange } from "~/map/core/changes";
import type { Outbox } from "~/map/core/outbox";
import type { GroupBy } from "~/map/core/types";
import {
  NO_PAST,
  overtaken,
  type Past,
  type Step,
  type StepPart,
  withDone,
  withRedone,
  withUndone,
  written,
} from "~/map/core/undo";
import { type Conflict, useSending } from "./sending";

export interface Edits {
  /** True when the server accepted it. */
  apply: (change: Change) => Promise<boolean>;
  /** Several changes that are one step: done together, undone together. True when all were accepted. */
  applyAll: (changes: readonly Change[], title: string) => Promise<boolean>;
  /** What undo and redo would take back or do again; null when there is nothing. */
  undoable: string | null;
  redoable: string | null;
  undo: () => Promise<void>;
  redo: () => Promise<void>;
  conflict: Conflict | null;
  keepTheirs: () => void;
  saveMine: () => Promise<void>;
  /** What waits for the server. */
  outbox: Outbox;
  /** An edit is on its way. */
  busy: () => boolean;
}

interface EditsInput {
  opportunityId: string;
  group: GroupBy;
  say: (text: string) => void;
  fail: (text: string) => void;
}

export function useEdits(input: EditsInput): Edits {
  const { say } = input;
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([]);
  const clash = useCallback((conflict: Conflict) => setConflicts((open) => [...open, conflict]), []);
  const { outbox, run, mapNow, own, nameOf, busy } = useSending({ ...input, clash });
  const [past, setPast] = useState<Past>(NO_PAST);
  const latest = useRef(past);
  latest.current = past;
  const update = useCallback((next: Past) => {
    latest.current = next;
    setPast(next);
  }, []);

  /** Sends changes together; what was accepted is a step back from here. */
  const perform = useCallback(
    async (changes: readonly Change[], title: string, over?: number): Promise<[Step | null, boolean]> => {
      const done = await Promise.all(changes.map((change) => run(change, title, over)));
      setConflicts((open) => [...open, ...done.flatMap(({ conflict }) => conflict ?? [])]);
      const parts = done.flatMap(({ accepted, inverse }, at): StepPart[] =>
        accepted && inverse ? [{ back: inverse, left: written(changes[at] as Change) }] : [],
      );
      return [parts.length > 0 ? { title, parts: parts.reverse() } : null, done.every(({ accepted }) => accepted)];
    },
    [run],
  );

  /** Edits whose answer is awaited: a step is known once it came, and going back begins with the last one made. */
  const open = useRef(new Set<Promise<unknown>>());
  const retracing = useRef<Promise<unknown>>(Promise.resolve());
  /** Steps are written down in the order in which they were taken, however long each waits for the map to be read again. */
  const recorded = useRef<Promise<unknown>>(Promise.resolve());
  const inTurn = useCallback((work: () => Promise<void>): Promise<void> => {
    const turn = retracing.current.then(() => Promise.allSettled(open.current)).then(work);
    retracing.current = turn;
    return turn;
  }, []);

  const applyAll = useCallback(
    (changes: readonly Change[], title: string, over?: number): Promise<boolean> => {
      const before = recorded.current;
      const work = async () => {
        const [[step, accepted]] = await Promise.all([perform(changes, title, over), before]);
        if (step) update(withDone(latest.current, step));
        if (accepted) say(`${title}: saved.`);
        return accepted;
      };
      const done: Promise<boolean> = work().finally(() => open.current.delete(done));
      open.current.add(done);
      recorded.current = done.catch(() => undefined);
      return done;
    },
    [perform, update, say],
  );
  const apply = useCallback((change: Change) => applyAll([change], describeChange(change, nameOf)), [applyAll, nameOf]);

  /** Takes a step back, without what somebody else wrote since: that is asked about. */
  const retrace = useCallback(
    async (step: Step, verb: "Undo" | "Redo") => {
      const data = mapNow();
      if (!data) return null;
      const late: Conflict[] = [];
      const free = step.parts.filter((part) => {
        const now = overtaken(data, part, own());
        if (now) late.push(lateConflict(part.back, `${verb}: ${step.title}`, now));
        return now === null;
      });
      setConflicts((open) => [...open, ...late]);
      const [again] = await perform(
        free.map(({ back }) => back),
        step.title,
      );
      if (again) say(`${verb === "Undo" ? "Undone" : "Done again"}: ${step.title}.`);
      return again;
    },
    [mapNow, own, perform, say],
  );
  const undo = useCallback(
    () =>
      inTurn(async () => {
        const step = latest.current.done.at(-1);
        if (!step) return say("Nothing to undo.");
        update(withUndone(latest.current, step, null));
        const again = await retrace(step, "Undo");
        if (again) update(withUndone(latest.current, step, again));
      }),
    [inTurn, retrace, update, say],
  );
  const redo = useCallback(
    () =>
      inTurn(async () => {
        const step = latest.current.undone.at(-1);
        if (!step) return say("Nothing to do again.");
        update(withRedone(latest.current, step, null));
        const back = await retrace(step, "Redo");
        if (back) update(withRedone(latest.current, step, back));
      }),
    [inTurn, retrace, update, say],
  );

  const [conflict = null] = conflicts;
  const keepTheirs = useCallback(() => setConflicts(([, ...rest]) => rest), []);
  const saveMine = useCallback(async () => {
    if (!conflict) return;
    setConflicts(([, ...rest]) => rest);
    const version = conflict.current["version"];
    await applyAll([conflict.change], conflict.title, typeof version === "number" ? version : undefined);
  }, [conflict, applyAll]);

  const undoable = past.done.at(-1)?.title ?? null;
  const redoable = past.undone.at(-1)?.title ?? null;
  return useMemo(
    () => ({ apply, applyAll, undoable, redoable, undo, redo, conflict, keepTheirs, saveMine, outbox, busy }),
    [apply, applyAll, undoable, redoable, undo, redo, conflict, keepTheirs, saveMine, outbox, busy],
  );
}

function lateConflict(change: Change, title: string, current: Readonly<Record<string, unknown>>): Conflict {
  const message = "Somebody else changed this after you. Undoing would write over their change.";
  return { change, title, message, current, yours: written(change) };
}
