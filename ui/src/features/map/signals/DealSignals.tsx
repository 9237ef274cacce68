import { useMediaQuery } from "@mantine/hooks";
import type { Signal } from "~/parts/signals/api";
import risks from "../components/Risks.module.css";
import { useWorkspace } from "../workspace/context";
import { useDealSignals } from "./api";

/** Where there is room for two in the strip; the rest is one press away. */
const ROOMY = "(min-width: 1600px)";

/** "Voss: gone quiet": the strip has room for a few letters, and the title of somebody would fill them. */
function inShort({ contact, label }: Signal): string {
  const name = contact?.name.split(/\s+/).at(-1);
  return name ? `${name}: ${label.charAt(0).toLowerCase()}${label.slice(1)}` : label;
}

/** What is worth attention now, the gravest first; each opens the list beside the map. */
export function DealSignals() {
  const { data, changeView } = useWorkspace();
  const found = useDealSignals(data.opportunity.id);
  const open = found.data?.items.filter(({ state }) => state === "open") ?? [];
  const shown = useMediaQuery(ROOMY, undefined, { getInitialValueInEffect: false }) ? 2 : 1;
  const rest = open.length - shown;
  const show = () => changeView({ side: "signals", selected: null });
  if (found.data && open.length === 0) {
    return (
      <button type="button" className={risks["risk"]} data-severity="more" onClick={show}>
        Nothing open
      </button>
    );
  }
  return (
    <ul className={risks["risks"]}>
      {open.slice(0, shown).map((signal) => (
        <li key={signal.id}>
          <button
            type="button"
            className={risks["risk"]}
            data-severity={signal.severity === "low" ? "more" : signal.severity}
            onClick={show}
            title={signal.text}
          >
            {inShort(signal)}
          </button>
        </li>
      ))}
      {rest > 0 && (
        <li>
          <button
            type="button"
            className={risks["risk"]}
            data-severity="more"
            aria-label={`${rest} more signals`}
            onClick={show}
          >
            +{rest}
          </button>
        </li>
      )}
    </ul>
  );
}
