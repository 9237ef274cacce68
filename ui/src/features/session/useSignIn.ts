import { useMutation, useQueryClient } from "@tanstack/react-query";
import { messageOf } from "~/api/errors";
import { SESSION_KEY } from "~/api/queryClient";
import { signIn } from "~/api/session";

export interface SignInAttempt {
  readonly start: (email: string, password: string) => void;
  readonly pending: boolean;
  /** One plain sentence, or null. */
  readonly problem: string | null;
}

const PROBLEMS = {
  wrong: "E-mail and password do not match. Check both and try again.",
  locked: "Too many attempts. Wait five minutes, then try again.",
} as const;

export function useSignIn(): SignInAttempt {
  const queryClient = useQueryClient();
  const attempt = useMutation({
    mutationFn: ({ email, password }: { readonly email: string; readonly password: string }) => signIn(email, password),
    onSuccess: (outcome) => (outcome === "signed-in" ? queryClient.resetQueries({ queryKey: SESSION_KEY }) : undefined),
  });
  const outcome = attempt.data;
  return {
    start: (email, password) => attempt.mutate({ email, password }),
    pending: attempt.isPending,
    problem: attempt.isError ? messageOf(attempt.error) : outcome && outcome !== "signed-in" ? PROBLEMS[outcome] : null,
  };
}
