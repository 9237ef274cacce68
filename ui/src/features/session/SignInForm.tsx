import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { AlertIcon } from "~/icons";
import styles from "./SignInPage.module.css";
import type { SignInAttempt } from "./useSignIn";

export function SignInForm({ attempt }: { readonly attempt: SignInAttempt }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState(false);
  const emailInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const incomplete = !email.trim() || !password;
    setMissing(incomplete);
    if (!incomplete) attempt.start(email.trim(), password);
    else (email.trim() ? passwordInput : emailInput).current?.focus();
  };
  const problem = missing ? "Enter your e-mail and your password." : attempt.problem;
  return (
    <form className={styles["form"]} onSubmit={submit} noValidate>
      <TextInput
        ref={emailInput}
        label="E-mail"
        type="email"
        name="email"
        autoComplete="username"
        size="md"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        ref={passwordInput}
        label="Password"
        name="password"
        autoComplete="current-password"
        size="md"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ "aria-label": "Show the password", tabIndex: 0 }}
      />
      <div role="alert">
        {problem && (
          <p className={styles["problem"]}>
            <AlertIcon size={17} /> {problem}
          </p>
        )}
      </div>
      <Button type="submit" size="md" fullWidth loading={attempt.pending}>
        Sign in
      </Button>
    </form>
  );
}
