/**
 * One edit on its way: on screen at once, kept until the server has answered, sent in its turn, taken back when the
 * server refuses it. While the server cannot be reached it waits, through reloads too.
 */

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { ConflictError, messageOf } from "~/api/errors";
import { newId } from "~/api/ids";
import { useMe } from "~/api/session";
import { applyChange, type Change } from "~/map/core/changes";
import { changeWithIds, withIds } from "~/map/core/drafts";
import { baseOf, type Outbox, type Waiting } from "~/map/core/outbox";
import type { GroupBy, MapData } from "~/map/core/types";
import { mergedVersions, type SavedVersions, withVersions } from "~/map/core/versions";
import { mapKeys, pickerKey } from "./map";
import { outboxOf, untilAnswered } from "./outbox";
import { type Sent, send } from "./send";

/** Edits that this page has in hand: another visit to the deal does not send them a second time. */
const inHand = new Set<string>();

/** Somebody saved first. The reader decides whose version stays; nothing is lost silently. */
export interface Conflict {
  change: Change;
  title: string;
  message: string;
  current: Readonly<Record<string, unknown>>;
  yours: Readonly<Record<string, unknown>>;
}

export interface Outcome {
  accepted: boolean;
  /** The change that takes it back; undefined when it found nothing to change. */
  inverse?: Change;
  conflict?: Conflict;
}

interface SendingInput {
  opportunityId: string;
  group: GroupBy;
  fail: (text: string) => void;
  /** Edits that an earlier page left waiting met what others saved. */
  clash: (conflict: Conflict) => void;
}

interface Sending {
  outbox: Outbox;
  run: (change: Change, title: string, over?: number, again?: Waiting) => Promise<Outcome>;
  /** The map as it is on screen. */
  mapNow: () => MapData | undefined;
  /** The last versions our own edits made. */
  own: () => SavedVersions;
  nameOf: (contactId: string) => string;
  busy: () => boolean;
}

export function useSending({ opportunityId, group, fail, clash }: SendingInput): Sending {
  const client = useQueryClient();
  const me = useMe();
  const outbox = useMemo(() => outboxOf(me.id, opportunityId), [me.id, opportunityId]);
  const pending = useRef(0);
  const mapKey = useMemo(() => mapKeys.map(opportunityId, group, null), [opportunityId, group]);
  /** Edits go out one after the other: each needs the version the one before it made. */
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  /** Versions the server gave out since the map was last read. */
  const versions = useRef<SavedVersions>({});
  const own = useRef<SavedVersions>({});
  const ids = useRef(new Map<string, string>());

  const mapNow = useCallback(() => client.getQueryData<MapData>(mapKey), [client, mapKey]);
  const nameOf = useCallback(
    (id: string) => mapNow()?.people.find((person) => person.contact_id === id)?.name ?? "somebody",
    [mapNow],
  );

  const remember = useCallback(
    ({ versions: saved, created }: Sent) => {
      versions.current = mergedVersions(versions.current, saved);
      own.current = mergedVersions(own.current, saved);
      if (!created || created.draft === created.id) return;
      ids.current.set(created.draft, created.id);
      client.setQueryData<MapData>(mapKey, (now) => now && withIds(now, ids.current));
    },
    [client, mapKey],
  );

  const run = useCallback(
    async (asked: Change, title: string, over?: number, again?: Waiting): Promise<Outcome> => {
      const change = changeWithIds(asked, ids.current);
      const now = mapNow();
      if (!now) return { accepted: false };
      const before = again ? withVersions(now, again.base) : now;
      const key = again?.key ?? newId();
      const about = { key, change, title, base: baseOf(before, change), ...(over === undefined ? {} : { over }) };
      if (!again) outbox.add(about);
      inHand.add(key);
      const { data, inverse } = applyChange(before, change);
      pending.current += 1;
      // A read that began before the edit would bring the old state back over it.
      const cancelled = client.cancelQueries({ queryKey: mapKey });
      client.setQueryData(mapKey, data);
      await cancelled;
      const turn = queue.current.then(() => {
        const map = withIds(withVersions(before, versions.current), ids.current);
        const ready = changeWithIds(change, ids.current);
        return untilAnswered(outbox, () => send(withVersions(map, versions.current), ready, key, over));
      });
      queue.current = turn.catch(() => undefined);
      const outcome: Outcome = { accepted: true, ...(inverse ? { inverse } : {}) };
      try {
        remember(await turn);
      } catch (error) {
        outcome.accepted = false;
        // Only what this edit touched goes back; edits that others or we made meanwhile stay.
        if (inverse) client.setQueryData<MapData>(mapKey, (now) => now && applyChange(now, inverse).data);
        if (error instanceof ConflictError) {
          const { message, current, yours } = error;
          outcome.conflict = { change, title, message, current, yours };
        } else fail(again ? `${title}: ${messageOf(error)}` : messageOf(error));
      } finally {
        outbox.done(key);
        inHand.delete(key);
        pending.current -= 1;
      }
      // Between two edits the map on screen is ahead of the server's; it is read again after the last of them.
      if (pending.current === 0) {
        // Who came onto the map or left it is on or off the list beside it.
        void client.invalidateQueries({ queryKey: pickerKey });
        await client.invalidateQueries({ queryKey: mapKeys.deal(opportunityId) });
        if (pending.current === 0) versions.current = {};
      }
      return outcome;
    },
    [client, mapKey, opportunityId, mapNow, remember, fail, outbox],
  );

  // What an earlier page left behind is sent before anything new, in its order; conflicts are asked about one by one.
  const resumed = useRef<Outbox | null>(null);
  useEffect(() => {
    if (resumed.current === outbox) return;
    resumed.current = outbox;
    for (const each of outbox.items.filter((item) => !inHand.has(item.key)))
      void run(each.change, each.title, each.over, each).then(({ conflict }) => conflict && clash(conflict));
  }, [outbox, run, clash]);

  const busy = useCallback(() => pending.current > 0, []);
  const ownVersions = useCallback(() => own.current, []);
  return useMemo(
    () => ({ outbox, run, mapNow, own: ownVersions, nameOf, busy }),
    [outbox, run, mapNow, ownVersions, nameOf, busy],
  );
}
