/** The map a link or a ticket shows. Its secret is in the fragment of the address, which browsers send to nobody. */

import { useQuery } from "@tanstack/react-query";
import type { Reply } from "~/api/types";
import type { GroupBy, MapData } from "~/map/core/types";

export type SharedMap = Omit<Reply<"get_shared_map">, "map"> & { map: MapData };

/** The link ended, was revoked, or never was: they look the same. */
export class DeadLink extends Error {
  constructor() {
    super("This link shows nothing any more.");
  }
}

export function useSharedMap(secret: string, group: GroupBy) {
  return useQuery({
    queryKey: ["shared-map", secret, group],
    queryFn: async ({ signal }): Promise<SharedMap> => {
      if (!secret) throw new DeadLink();
      // Without cookies: whoever is signed in here sees what the visitor sees.
      const answer = await fetch(`/api/v1/shared/map?group=${group}`, {
        headers: { Accept: "application/json", Authorization: `Bearer ${secret}` },
        credentials: "omit",
        signal,
      });
      if (answer.status === 401 || answer.status === 404) throw new DeadLink();
      if (!answer.ok) throw new Error(`The server answered ${answer.status}. Try again in a moment.`);
      return (await answer.json()) as SharedMap;
    },
    retry: (count, error) => !(error instanceof DeadLink) && count < 2,
    // Each read is written down as a visit: going back to the tab is none.
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
