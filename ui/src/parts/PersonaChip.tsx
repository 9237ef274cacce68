import type { ComponentType } from "react";
import {
  BankIcon,
  BubbleIcon,
  ClipboardIcon,
  CompassIcon,
  KeyIcon,
  PersonHeartIcon,
  RosetteIcon,
  ShieldIcon,
  TagIcon,
  ToolIcon,
} from "~/icons";
import type { IconProps } from "~/icons/Icon";
import { type PersonaKey, personaKey } from "~/theme/palette";
import styles from "./PersonaChip.module.css";

export const PERSONA_ICONS: Record<PersonaKey, ComponentType<IconProps>> = {
  economic_buyer: BankIcon,
  technical_buyer: ToolIcon,
  user_buyer: KeyIcon,
  champion: PersonHeartIcon,
  coach: CompassIcon,
  blocker: ShieldIcon,
  ratifier: RosetteIcon,
  influencer: BubbleIcon,
  evaluator: ClipboardIcon,
  other: TagIcon,
};

/** "economic_buyer" → "Economic buyer", until the server's own name is known. */
export function personaName(key: string): string {
  const words = key.replaceAll(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

interface PersonaChipProps {
  /** The record's key; keys an admin added are drawn in grey with a tag. */
  readonly persona: string;
  /** The name the admin gave it; made from the key when left out. */
  readonly name?: string;
  readonly size?: "small" | "normal";
  /** Which field of the person this part shows, where it can be changed by pressing it. */
  readonly field?: string;
}

/** Icon and words on a tint. Nine hues cannot be told apart by everyone: icon and words carry the meaning. */
export function PersonaChip({ persona, name, size = "normal", field }: PersonaChipProps) {
  const key = personaKey(persona);
  const PersonaIcon = PERSONA_ICONS[key];
  return (
    <span className={styles["chip"]} data-size={size} data-field={field} style={{ "--hue": `var(--persona-${key})` }}>
      <PersonaIcon size={size === "small" ? 11 : 13} strokeWidth={2} />
      <span className={styles["name"]}>{name ?? personaName(persona)}</span>
    </span>
  );
}
