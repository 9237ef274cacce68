/** Who is signed in, and signing in and out (allauth's headless browser API). */
import { useQuery } from "@tanstack/react-query";
import { createContext, use } from "react";
import { ApiError, NetworkError } from "./errors";
import { change, csrfToken, get } from "./http";
import { SESSION_KEY } from "./queryClient";
import type { Me, Reply } from "./types";

const AUTH = "/_allauth/browser/v1/auth";

/** The signed-in user, or null. Never throws for "not signed in". */
async function readSession(): Promise<Me | null> {
  try {
    return await get<Reply<"get_me">>("/api/v1/me");
  } catch (error) {
    if (error instanceof ApiError && (error.status === 401 || error.status === 403)) return null;
    throw error;
  }
}

export function useSession() {
  return useQuery({ queryKey: SESSION_KEY, queryFn: readSession, staleTime: 5 * 60_000 });
}

/** Filled by the frame, which shows its pages only while somebody is signed in. */
export const MeContext = createContext<Me | null>(null);

/** The signed-in user, for pages inside the frame. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error("This page is shown to signed-in users only.");
  return me;
}

export type SignInOutcome = "signed-in" | "wrong" | "locked";

/** Sign in with e-mail and password. Throws NetworkError and ApiError for what is neither right nor wrong. */
export async function signIn(email: string, password: string): Promise<SignInOutcome> {
  // The first GET sets the CSRF cookie that the POST must echo.
  if (!csrfToken()) await fetch(`${AUTH}/session`, { credentials: "same-origin" }).catch(unreachable);
  const response = await fetch(`${AUTH}/login`, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken(), Accept: "application/json" },
    body: JSON.stringify({ email, password }),
  }).catch(unreachable);
  if (response.ok) return "signed-in";
  if (response.status === 429) return "locked";
  if (response.status === 409) return "signed-in"; // in another tab meanwhile
  if (response.status === 400) {
    const reply = (await response.json().catch(() => ({}))) as { errors?: readonly { code: string }[] };
    return reply.errors?.some((error) => error.code === "too_many_login_attempts") ? "locked" : "wrong";
  }
  throw new ApiError(response.status, "sign_in", `The server answered ${response.status}. Try again in a moment.`);
}

export async function signOut(): Promise<void> {
  try {
    await change("DELETE", `${AUTH}/session`);
  } catch (error) {
    // allauth answers 401 once nobody is signed in any more: that is what was asked for.
    if (!(error instanceof ApiError && error.status === 401)) throw error;
  }
}

function unreachable(cause: unknown): never {
  throw new NetworkError(cause);
}
