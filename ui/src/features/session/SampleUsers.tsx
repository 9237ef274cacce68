import type { SampleUser } from "~/api/types";
import { UserDisc } from "~/parts/UserName";
import styles from "./SignInPage.module.css";
import type { SignInAttempt } from "./useSignIn";

interface SampleUsersProps {
  readonly users: readonly SampleUser[];
  readonly attempt: SignInAttempt;
}

/** The password of every sample user; it exists in the demo database only (`coalition.demo`). */
const SAMPLE_PASSWORD = "coalition-demo";

/** Demo only: one click signs in as somebody of the sample company. */
export function SampleUsers({ users, attempt }: SampleUsersProps) {
  return (
    <section className={styles["samples"]} aria-labelledby="samples-title">
      <h2 id="samples-title" className={styles["samplesTitle"]}>
        Or look around as
      </h2>
      <p className={styles["hint"]}>
        This is a demo. Every sample user has the password <code>{SAMPLE_PASSWORD}</code>.
      </p>
      <ul className={styles["list"]}>
        {users.map((user) => (
          <li key={user.email}>
            <button
              type="button"
              className={styles["sample"]}
              disabled={attempt.pending}
              onClick={() => attempt.start(user.email, SAMPLE_PASSWORD)}
            >
              <UserDisc name={user.name} size={34} />
              <span className={styles["sampleWords"]}>
                <span className={styles["sampleName"]}>{user.name}</span>
                <span className={styles["sampleTitle"]}>{user.title}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
