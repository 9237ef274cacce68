import styles from "./StageBadge.module.css";

interface StageBadgeProps {
  readonly name: string;
  readonly outcome: "open" | "won" | "lost";
}

/** The stage in words; won and lost stand out by mark and colour. */
export function StageBadge({ name, outcome }: StageBadgeProps) {
  return (
    <span className={styles["badge"]} data-outcome={outcome}>
      {outcome !== "open" && <span aria-hidden="true">{outcome === "won" ? "✓" : "✕"}</span>}
      {name}
    </span>
  );
}
