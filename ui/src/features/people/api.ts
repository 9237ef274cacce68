/** Our own people and teams. Changing them takes an admin or revenue operations; the server decides. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, get } from "~/api/http";
import { SESSION_KEY } from "~/api/queryClient";
import type { components } from "~/api/schema";
import type { Me, Reply, User } from "~/api/types";

export type Team = Reply<"list_teams">[number];
export type Role = User["role"];
type Invite = components["schemas"]["InviteIn"];
type UserChanges = components["schemas"]["UserPatch"];
type TeamChanges = components["schemas"]["TeamPatch"];
export type PasswordLink = Reply<"make_password_link">;

/** Those who may sign in, or those who left. */
export function usePeople(active: boolean) {
  return useQuery({
    queryKey: ["users", "managed", active],
    queryFn: ({ signal }) =>
      get<Reply<"list_users">>("/api/v1/users", { active: String(active), limit: 200, sort: "name" }, signal),
    select: (page) => page.items,
  });
}

function useRefresh() {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([["users"], ["teams"], SESSION_KEY].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

export function useInvite() {
  return useMutation({
    mutationFn: (body: Invite) => change<Reply<"invite_user">>("POST", "/api/v1/users", { body }),
    onSuccess: useRefresh(),
  });
}

export function useChangeUser(id: string) {
  return useMutation({
    mutationFn: (body: UserChanges) => change<User>("PATCH", `/api/v1/users/${id}`, { body }),
    onSuccess: useRefresh(),
  });
}

export function usePasswordLink(id: string) {
  return useMutation({
    mutationFn: () => change<PasswordLink>("POST", `/api/v1/users/${id}/password-link`),
  });
}

export function useChangeMe() {
  return useMutation({
    mutationFn: (body: components["schemas"]["MePatch"]) => change<Me>("PATCH", "/api/v1/me", { body }),
    onSuccess: useRefresh(),
  });
}

/** Without an id: a new team. */
export function useSaveTeam(id: string | undefined) {
  return useMutation({
    mutationFn: (body: TeamChanges & { name: string }) =>
      id ? change<Team>("PATCH", `/api/v1/teams/${id}`, { body }) : change<Team>("POST", "/api/v1/teams", { body }),
    onSuccess: useRefresh(),
  });
}

export function useDropTeam(id: string) {
  return useMutation({
    mutationFn: () => change<undefined>("DELETE", `/api/v1/teams/${id}`),
    onSuccess: useRefresh(),
  });
}

/** The secret travels as a bearer token: an address would be kept by logs. */
export async function setPassword(secret: string, password: string): Promise<Response> {
  return fetch("/api/v1/password", {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${secret}`, Accept: "application/json" },
    body: JSON.stringify({ password }),
  });
}
