import { memo } from "react";
import { PinIcon } from "~/icons";
import { Avatar } from "~/parts/Avatar";
import { InfluenceBars } from "~/parts/InfluenceBars";
import { PersonaChip } from "~/parts/PersonaChip";
import { Sparkline } from "~/parts/Sparkline";
import { VOTE_SIGNS, VOTE_WORDS } from "./core/fields";
import { cardSize } from "./core/geometry";
import { powerWords } from "./core/power";
import type { Person } from "./core/types";
import { isStale, lastContact, needsAttention, sentimentKey } from "./core/words";
import styles from "./PersonCard.module.css";

export interface PersonCardProps {
  person: Person;
  personaName: string | null;
  /** CSS variable of the ring in the chosen colour mode, without dashes; null: the sentiment's own. */
  hue: string;
  now: Date;
  /** Lanes of personas say the persona already, so the card says the department. */
  showDepartment: boolean;
  /** How many people this root of power moves; null: no root, or not asked. */
  moves: number | null;
}

/** What stands on a card. Decoration for the ear: the button around it is labelled in one sentence. */
export const PersonCard = memo(function PersonCard({
  person,
  personaName,
  hue,
  now,
  showDepartment,
  moves,
}: PersonCardProps) {
  const size = cardSize(person.influence.score);
  const persona = person.personas[0];
  const { vote } = person.indicators;
  const more = person.personas.length - 1;
  return (
    <>
      <span className={styles["identity"]}>
        <Avatar
          name={person.name}
          sentiment={sentimentKey(person)}
          size={AVATAR_SIZES[size]}
          ring={`var(--${hue})`}
          field="sentiment"
        />
        <span className={styles["words"]}>
          <span className={styles["name"]} style={{ display: "block" }} title={person.name}>
            {person.name}
          </span>
          <span className={styles["title"]} style={{ display: "block" }} title={person.title}>
            {person.title || "No title known"}
          </span>
        </span>
      </span>
      {person.pin && (
        <span className={styles["pin"]} title="Placed by hand: the layout leaves this card where it is">
          <PinIcon size={12} />
        </span>
      )}
      {needsAttention(person, now) && (
        <span className={styles["alert"]} title="High influence and no two-way contact for 30 days">
          !
        </span>
      )}
      <span className={styles["tags"]}>
        {showDepartment || persona === undefined ? (
          <span className={styles["tag"]} data-field="persona">
            {showDepartment && !person.is_seat ? person.department || "No department" : "No persona yet"}
          </span>
        ) : (
          <PersonaChip persona={persona} size="small" field="persona" {...(personaName ? { name: personaName } : {})} />
        )}
        {moves !== null && (
          <span className={`${styles["tag"]} ${styles["power"]}`} title={powerWords(moves)}>
            Moves {moves}
          </span>
        )}
        {more > 0 && (
          <span className={styles["tag"]} data-field="persona">
            +{more}
          </span>
        )}
        {vote && (
          <span className={styles["tag"]} data-field="vote" title={`Votes: ${VOTE_WORDS[vote].toLowerCase()}`}>
            {VOTE_SIGNS[vote]} Vote
          </span>
        )}
        {person.is_outsider && !showDepartment && (
          <span className={`${styles["tag"]} ${styles["outsider"]}`}>Outsider</span>
        )}
        {person.status === "left" && <span className={`${styles["tag"]} ${styles["outsider"]}`}>Left</span>}
        {person.sentiment.diverges && (
          <span className={styles["diverges"]} title={person.sentiment.reason}>
            ≠ view
          </span>
        )}
      </span>
      {person.is_seat ? (
        <span className={styles["figures"]}>
          <span className={styles["age"]}>Empty seat</span>
        </span>
      ) : (
        <span className={styles["figures"]}>
          <InfluenceBars score={person.influence.score} assumed={person.influence.assumed} field="influence" />
          <Sparkline values={person.engagement.trend} />
          <span className={styles["age"]} data-stale={isStale(person, now) || undefined}>
            {lastContact(person, now)}
          </span>
        </span>
      )}
    </>
  );
});

const AVATAR_SIZES = { large: 46, medium: 42, small: 40 } as const;
