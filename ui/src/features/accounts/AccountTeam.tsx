import { Button } from "@mantine/core";
import { useState } from "react";
import type { Account } from "~/api/types";
import { Section } from "~/parts/page/Section";
import { UserName } from "~/parts/UserName";
import styles from "./AccountTeam.module.css";
import { TeamDialog } from "./TeamDialog";
import { useTeam } from "./team";

interface AccountTeamProps {
  readonly account: Account;
  readonly editable: boolean;
}

/** Who of ours works on the account: these people see it, beside its owner and their managers. */
export function AccountTeam({ account, editable }: AccountTeamProps) {
  const team = useTeam(account.id).data;
  const [changing, setChanging] = useState(false);
  if (!team || (team.length === 0 && !editable)) return null;
  const action = editable && (
    <Button variant="subtle" size="compact-md" onClick={() => setChanging(true)}>
      Change team
    </Button>
  );
  return (
    <Section title="Our team" count={team.length} action={action}>
      {team.length === 0 && <p className={styles["none"]}>Nobody beside the owner.</p>}
      <ul className={styles["team"]}>
        {team.map((member) => (
          <li key={member.user.id}>
            <UserName name={member.user.name} />
            <span className={styles["role"]}>
              {member.role}
              {!member.can_edit && " · reads only"}
            </span>
          </li>
        ))}
      </ul>
      {changing && <TeamDialog account={account} onClose={() => setChanging(false)} />}
    </Section>
  );
}
