import { sayShare } from "~/parts/wonShare";
import type { GateRule } from "./api";

type Outcomes = NonNullable<GateRule["outcomes"]>;

/** How deals ended by the way they went past a rule. */
export function RuleOutcome({ outcomes }: { readonly outcomes: Outcomes }) {
  const ways = [
    ["Met", outcomes.met],
    ["Let past on an exception", outcomes.waived],
    ["Moved elsewhere unmet", outcomes.flagged],
  ] as const;
  const gone = ways.filter(([, share]) => share.closed + share.open > 0);
  if (gone.length === 0) return null;
  return (
    <p>
      {gone.map(([way, share]) => `${way}: ${sayShare(share)}.`).join(" ")} Different deals are compared: that they
      differ does not say the rule made the difference.
    </p>
  );
}
