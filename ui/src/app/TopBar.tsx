import type { Ref } from "react";
import { Link, NavLink } from "react-router";
import { Logo } from "~/parts/Logo";
import { NavigationMenu } from "./NavigationMenu";
import { NAVIGATION } from "./navigation";
import { ThemeMenu } from "./ThemeMenu";
import styles from "./TopBar.module.css";
import { UserMenu } from "./UserMenu";

interface TopBarProps {
  readonly startRef: Ref<HTMLDivElement>;
  readonly endRef: Ref<HTMLDivElement>;
  /** A page shows where it stands: the navigation folds into its menu. */
  readonly startFilled: boolean;
}

export function TopBar({ startRef, endRef, startFilled }: TopBarProps) {
  return (
    <header className={styles["bar"]}>
      <Link
        to="/opportunities"
        className={styles["logo"]}
        data-filled={startFilled || undefined}
        aria-label="Coalition, opportunities"
      >
        <Logo size={32} />
      </Link>
      <div className={styles["folded"]} data-always={startFilled}>
        <NavigationMenu />
      </div>
      <nav className={styles["navigation"]} hidden={startFilled} aria-label="Main">
        {NAVIGATION.map(({ to, label }) => (
          <NavLink key={to} to={to} className={styles["link"] ?? ""}>
            {label}
          </NavLink>
        ))}
      </nav>
      <div ref={startRef} className={styles["start"]} />
      <div ref={endRef} className={styles["end"]} />
      <ThemeMenu />
      <UserMenu />
    </header>
  );
}
