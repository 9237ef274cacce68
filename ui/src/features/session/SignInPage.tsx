import { Navigate, useSearchParams } from "react-router";
import { useConfig } from "~/api/reference";
import { useSession } from "~/api/session";
import { Logo } from "~/parts/Logo";
import { usePageTitle } from "~/parts/usePageTitle";
import { destination } from "./destination";
import { SampleUsers } from "./SampleUsers";
import { SignInForm } from "./SignInForm";
import styles from "./SignInPage.module.css";
import { useSignIn } from "./useSignIn";

export function SignInPage() {
  usePageTitle("Sign in");
  const [params] = useSearchParams();
  const session = useSession();
  const config = useConfig();
  const attempt = useSignIn();
  if (session.data) return <Navigate to={destination(params.get("next"))} replace />;
  return (
    <main className={styles["page"]}>
      <div className={styles["card"]}>
        <div className={styles["brand"]}>
          <Logo size={40} />
          <h1 className={styles["title"]}>Sign in to Coalition</h1>
          <p className={styles["lead"]}>The living map of who decides.</p>
        </div>
        <SignInForm attempt={attempt} />
        {config.data?.demo && <SampleUsers users={config.data.sample_users} attempt={attempt} />}
      </div>
    </main>
  );
}
