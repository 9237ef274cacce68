import type { ComponentType } from "react";
import {
  BellIcon,
  BuildingIcon,
  CheckIcon,
  DealIcon,
  MailIcon,
  PeopleIcon,
  SlidersIcon,
  TableIcon,
  TokenIcon,
  WebhookIcon,
} from "~/icons";
import type { IconProps } from "~/icons/Icon";

interface Destination {
  readonly to: string;
  readonly label: string;
  readonly icon: ComponentType<IconProps>;
}

export const NAVIGATION: readonly Destination[] = [
  { to: "/inbox", label: "Inbox", icon: BellIcon },
  { to: "/portfolio", label: "Portfolio", icon: TableIcon },
  { to: "/opportunities", label: "Opportunities", icon: DealIcon },
  { to: "/accounts", label: "Accounts", icon: BuildingIcon },
  { to: "/contacts", label: "Contacts", icon: PeopleIcon },
  { to: "/reviews", label: "Reviews", icon: CheckIcon },
];

interface Setting extends Destination {
  /** Only for those who see everything: admins and revenue operations. */
  readonly keepersOnly?: boolean;
}

/** What stands in the user menu. */
export const SETTINGS: readonly Setting[] = [
  { to: "/settings/notices", label: "Weekly digest", icon: MailIcon },
  { to: "/settings/people", label: "Our people and you", icon: PeopleIcon },
  { to: "/settings/tokens", label: "API tokens", icon: TokenIcon },
  { to: "/settings/scoring", label: "Scoring", icon: SlidersIcon },
  { to: "/settings/gates", label: "Stage gates", icon: SlidersIcon },
  { to: "/settings/map-templates", label: "Map templates", icon: SlidersIcon },
  { to: "/settings/signal-rules", label: "Rules of signals", icon: BellIcon },
  { to: "/settings/webhooks", label: "Webhooks", icon: WebhookIcon, keepersOnly: true },
];
