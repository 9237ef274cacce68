import { Menu, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import { SESSION_KEY } from "~/api/queryClient";
import { signOut, useMe } from "~/api/session";
import { SignOutIcon } from "~/icons";
import { UserDisc } from "~/parts/UserName";
import { SETTINGS } from "./navigation";
import styles from "./UserMenu.module.css";

/** Who is signed in, their tokens, the settings they may change, and the way out. */
export function UserMenu() {
  const me = useMe();
  const queryClient = useQueryClient();
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      // Nothing of one user may be seen by the next at the same screen.
      queryClient.setQueryData(SESSION_KEY, null);
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
    },
  });
  return (
    <Menu position="bottom-end" width={248} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton className={styles["button"] ?? ""}>
          <UserDisc name={me.name} size={32} />
          <VisuallyHidden>{me.name}, user menu</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles["who"]}>
          <strong>{me.name}</strong>
          <span>{me.email}</span>
        </div>
        <Menu.Divider />
        {SETTINGS.filter(({ keepersOnly }) => !keepersOnly || me.sees_everything).map(({ to, label, icon: Icon }) => (
          <Menu.Item key={to} component={Link} to={to} leftSection={<Icon />}>
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<SignOutIcon />} onClick={() => leaving.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
