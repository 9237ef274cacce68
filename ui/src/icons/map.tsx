/** What the map carries: personas and lines. */
import { Icon, type IconProps } from "./Icon";

export const HandshakeIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="m2.5 8 4-2.5L11 7l2.5-1.5L17.5 5.5l4 2.5v7l-2 .5M2.5 8v7l2.5.5 5 4.5 2-1 1.5.5 1.5-1.5 2-.5 1-1.5L13 11l-2.5 2c-1 .5-2.5-.5-2-2L11 7" />
  </Icon>
);

export const BoltIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M13 3 5.5 13.5H11L10 21l8-11h-5.5L13 3Z" />
  </Icon>
);

export const HeartsIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M12 20S4 14.8 4 9.3A4.3 4.3 0 0 1 12 7a4.3 4.3 0 0 1 8 2.3C20 14.8 12 20 12 20Z" />
  </Icon>
);

export const BankIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M3.5 9.5 12 4l8.5 5.5v.5h-17v-.5ZM6 10v7M10 10v7M14 10v7M18 10v7M3.5 20.5h17M4.5 17.5h15" />
  </Icon>
);

export const ToolIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M14.5 6.5a4.5 4.5 0 0 1 5.7-.8l-2.9 2.9 1.1 1.1 2.3-.6a4.5 4.5 0 0 1-6.2 5L8 20.5A2.5 2.5 0 0 1 4 17l6.5-6.5a4.5 4.5 0 0 1 4-4Z" />
  </Icon>
);

export const KeyIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="15.5" cy="8.5" r="4.5" />
    <path d="M12.2 11.7 4 20v.5h3v-2h2v-2h1.5l3-3" />
  </Icon>
);

export const PersonHeartIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="10.5" cy="7.5" r="3.8" />
    <path d="M3.5 20c.6-3.8 3.5-5.8 6.5-5.8M17 21s-4.5-2.5-4.5-5.3A2.4 2.4 0 0 1 17 14.7a2.4 2.4 0 0 1 4.5 1C21.5 18.5 17 21 17 21Z" />
  </Icon>
);

export const CompassIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="12" cy="12" r="8.5" />
    <path d="m15.8 8.2-2.2 5.4-5.4 2.2 2.2-5.4 5.4-2.2Z" />
  </Icon>
);

export const ShieldIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M12 3.5c2.5 2 5 2.7 8 2.7 0 6.3-1.5 11.3-8 14.3-6.5-3-8-8-8-14.3 3 0 5.5-.7 8-2.7Z" />
  </Icon>
);

export const RosetteIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="12" cy="9.5" r="6" />
    <path d="m9.7 9.5 1.7 1.7 3-3.2M8.5 14.5 7 21l5-2.5 5 2.5-1.5-6.5" />
  </Icon>
);

export const BubbleIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M5.5 4.5h13A1.5 1.5 0 0 1 20 6v9a1.5 1.5 0 0 1-1.5 1.5H11L6.5 20v-3.5h-1A1.5 1.5 0 0 1 4 15V6a1.5 1.5 0 0 1 1.5-1.5ZM8 9h8M8 12.5h5" />
  </Icon>
);
