import { useQuery } from "@tanstack/react-query";
import { get } from "~/api/http";
import type { Reply } from "~/api/types";
import { countOf } from "~/parts/format";
import { Section } from "~/parts/page/Section";
import styles from "./figures.module.css";
import { sayBias, saySilent, sayWon, VERDICTS } from "./raters";

type Raters = Reply<"get_raters">;

/** How the views of sellers compare with what people did in the month after: one's own, and those one answers for. */
export function RatersSection() {
  const raters = useQuery({
    queryKey: ["raters"],
    queryFn: ({ signal }) => get<Raters>("/api/v1/raters", {}, signal),
  });
  if (!raters.data) return null;
  const found = raters.data;
  return (
    <Section title="Views, and what came after" flush>
      <p className={styles["note"]}>{about(found)}</p>
      {found.raters.length === 0 ? (
        <p className={styles["note"]}>{nobody(found)}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard
        <section className={styles["scroll"]} aria-label="Views of sellers, and what came after" tabIndex={0}>
          <table className={styles["table"]}>
            <thead>
              <tr>
                <th scope="col">Seller</th>
                <th scope="col">Deals to compare</th>
                <th scope="col">Friendlier than they then act, 95 %</th>
                <th scope="col">Reading</th>
                <th scope="col">Silent people called supportive</th>
                <th scope="col">Won of deals with support</th>
              </tr>
            </thead>
            <tbody>
              {found.raters.map((rater) => (
                <tr key={rater.id}>
                  <th scope="row">{rater.is_you ? `${rater.name} (you)` : rater.name}</th>
                  <td>
                    {rater.deals} ({countOf(rater.views, "view", "views")})
                  </td>
                  <td>{sayBias(rater)}</td>
                  <td data-mark={rater.verdict === "too_few" ? "too_few" : undefined}>{VERDICTS[rater.verdict]}</td>
                  <td>{saySilent(rater)}</td>
                  <td>{sayWon(rater)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Section>
  );
}

function about({ share, least_deals }: Raters): string {
  const use =
    share > 0
      ? `The settings let it weigh sellers' views in sentiment, at ${Math.round(share * 100)} %.`
      : "It is there to learn from: no score takes note of it.";
  return `Each view is held against what the person did in the month after it. From ${least_deals} deals on, with everybody's mean as the start. ${use}`;
}

function nobody({ names_sellers, learned_at }: Raters): string {
  if (!learned_at) return "Nothing is known yet: views are looked at when the month after them is over, at night.";
  return names_sellers
    ? "No view of yours, or of those you answer for, is a month old yet."
    : "The settings show everybody only themselves, and no view of yours is a month old yet.";
}
