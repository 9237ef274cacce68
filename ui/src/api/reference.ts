/** What hardly changes while a page is open: our users, teams, pipelines, personas, and what kind of server this is. */
import { useQuery } from "@tanstack/react-query";
import { get } from "./http";
import type { Reply } from "./types";

const HOUR = 60 * 60_000;

export function useConfig() {
  return useQuery({
    queryKey: ["config"],
    queryFn: ({ signal }) => get<Reply<"get_config">>("/api/v1/config", {}, signal),
    staleTime: HOUR,
  });
}

export function useUsers() {
  return useQuery({
    queryKey: ["users"],
    queryFn: ({ signal }) => get<Reply<"list_users">>("/api/v1/users", { limit: 200, sort: "name" }, signal),
    staleTime: HOUR,
    select: (page) => page.items,
  });
}

export function useTeams() {
  return useQuery({
    queryKey: ["teams"],
    queryFn: ({ signal }) => get<Reply<"list_teams">>("/api/v1/teams", {}, signal),
    staleTime: HOUR,
  });
}

export function usePipelines() {
  return useQuery({
    queryKey: ["pipelines"],
    queryFn: ({ signal }) => get<Reply<"list_pipelines">>("/api/v1/pipelines", {}, signal),
    staleTime: HOUR,
  });
}

export function usePersonas() {
  return useQuery({
    queryKey: ["personas"],
    queryFn: ({ signal }) => get<Reply<"list_personas">>("/api/v1/personas", {}, signal),
    staleTime: HOUR,
  });
}
