/** Where the event stream is: the server says so, once. */

import { useQuery } from "@tanstack/react-query";
import { get } from "./http";
import type { ServerConfig } from "./types";

/** The address; null where this server has no stream, undefined until it is known. */
export function useEventsUrl(): string | null | undefined {
  const config = useQuery({
    queryKey: ["config"],
    queryFn: () => get<ServerConfig>("/api/v1/config"),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return config.isSuccess ? config.data.events_url : undefined;
}
