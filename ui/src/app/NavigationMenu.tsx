import { ActionIcon, Menu } from "@mantine/core";
import { Link } from "react-router";
import { MenuIcon } from "~/icons";
import { NAVIGATION } from "./navigation";

/** The main navigation on narrow screens and on pages that use its place. */
export function NavigationMenu() {
  return (
    <Menu position="bottom-start" width={200} withinPortal={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={34} aria-label="Main menu">
          <MenuIcon size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {NAVIGATION.map(({ to, label, icon: DestinationIcon }) => (
          <Menu.Item key={to} component={Link} to={to} leftSection={<DestinationIcon />}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
