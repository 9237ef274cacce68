import { Button, PasswordInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Link } from "react-router";
import { Logo } from "~/parts/Logo";
import { usePageTitle } from "~/parts/usePageTitle";
import { setPassword } from "./api";
import styles from "./SetPasswordPage.module.css";

const LOST = "This link was used already, or is too old. Ask your admin for a new one.";

/** Where an invitation leads. The secret is in the part of the address that browsers send to nobody. */
export function SetPasswordPage() {
  usePageTitle("Set your password");
  const [secret] = useState(() => window.location.hash.slice(1));
  const [password, setWish] = useState("");
  const [problem, setProblem] = useState(secret ? "" : LOST);
  const [state, setState] = useState<"asking" | "sending" | "done">("asking");
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setState("sending");
    const said = await send(secret, password);
    setProblem(said);
    setState(said ? "asking" : "done");
  };
  return (
    <main className={styles["page"]}>
      <div className={styles["card"]}>
        <Logo size={40} />
        <h1 className={styles["title"]}>Set your password</h1>
        {state === "done" ? (
          <>
            <p className={styles["lead"]} role="status">
              It is set. Sign in with your e-mail and this password.
            </p>
            <Button component={Link} to="/sign-in" size="md" fullWidth>
              Sign in
            </Button>
          </>
        ) : (
          <form className={styles["form"]} onSubmit={(event) => void submit(event)} noValidate>
            <p className={styles["lead"]}>Ten characters or more. A sentence is easier to keep than a riddle.</p>
            <PasswordInput
              label="New password"
              name="password"
              autoComplete="new-password"
              size="md"
              value={password}
              onChange={(event) => setWish(event.currentTarget.value)}
              visibilityToggleButtonProps={{ "aria-label": "Show the password", tabIndex: 0 }}
            />
            <div role="alert">{problem && <p className={styles["problem"]}>{problem}</p>}</div>
            <Button type="submit" size="md" fullWidth loading={state === "sending"} disabled={!secret}>
              Set password
            </Button>
          </form>
        )}
      </div>
    </main>
  );
}

/** What went wrong, in one sentence; empty: nothing. */
async function send(secret: string, password: string): Promise<string> {
  try {
    const answer = await setPassword(secret, password);
    if (answer.ok) return "";
    if (answer.status === 401) return LOST;
    const said = (await answer.json()) as { readonly fields?: Readonly<Record<string, readonly string[]>> };
    return said.fields?.["password"]?.join(" ") ?? "The password could not be set. Try again in a moment.";
  } catch {
    return "The server cannot be reached. Check the connection and try again.";
  }
}
