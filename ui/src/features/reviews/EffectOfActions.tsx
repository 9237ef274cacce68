import { useQuery } from "@tanstack/react-query";
import { get } from "~/api/http";
import type { Reply } from "~/api/types";
import { Section } from "~/parts/page/Section";
import { sayEffect } from "./effect";
import styles from "./Waiting.module.css";

/** Whether maps changed after coaching actions, against similar deals without one. */
export function EffectOfActions() {
  const effect = useQuery({
    queryKey: ["reviews", "effect"],
    queryFn: ({ signal }) => get<Reply<"get_action_effect">>("/api/v1/reviews/effect", {}, signal),
  });
  if (!effect.data) return null;
  return (
    <Section title="What actions were followed by">
      <p className={styles["effect"]}>{sayEffect(effect.data)}</p>
    </Section>
  );
}
