import { ActionIcon, Loader, SegmentedControl } from "@mantine/core";
import { useEffect, useRef } from "react";
import { messageOf } from "~/api/errors";
import { CloseIcon } from "~/icons";
import { LENS_NAMES, LENSES, type LensName } from "~/map/core/viewState";
import { Section } from "../panel/Section";
import { useWorkspace } from "../workspace/context";
import { type Slot, useLenses } from "./api";
import styles from "./LensPanel.module.css";
import { useFill } from "./useFill";

const STATES: Readonly<Record<Slot["state"], string>> = {
  filled: "Known",
  partly: "Partly known",
  empty: "Nothing known",
};

/** The deal in the words of a method, beside the map. Every fact leads to its person, every gap to where it is filled in. */
export function LensPanel() {
  const { data, view, changeView } = useWorkspace();
  const lenses = useLenses(data.opportunity.id, view.at);
  const lens = lenses.data?.lenses.find(({ key }) => key === view.lens);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape anywhere inside closes the panel
    <div
      className={styles["scroll"]}
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && changeView({ lens: null })}
    >
      <header className={styles["head"]}>
        <h2 ref={heading} tabIndex={-1} className={styles["title"]}>
          Lens
        </h2>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Close the lens"
          onClick={() => changeView({ lens: null })}
        >
          <CloseIcon size={17} />
        </ActionIcon>
      </header>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Method"
        value={view.lens ?? ""}
        onChange={(value) => changeView({ lens: value as LensName })}
        data={LENSES.map((value) => ({ value, label: LENS_NAMES[value] }))}
      />
      {lenses.isError && <p role="alert">{messageOf(lenses.error)}</p>}
      {!lens && lenses.isLoading && <Loader size="sm" m="lg" />}
      {lens && (
        <>
          <p className={styles["about"]}>{lens.about} Read from the map: nothing here is typed twice.</p>
          {lens.slots.map((slot) => (
            <SlotSection key={slot.key} slot={slot} />
          ))}
        </>
      )}
    </div>
  );
}

function SlotSection({ slot }: { slot: Slot }) {
  const { find, byId } = useWorkspace();
  const fill = useFill();
  return (
    <Section
      title={slot.name}
      aside={
        <span className={styles["state"]} data-state={slot.state}>
          {STATES[slot.state]}
        </span>
      }
    >
      <p className={styles["asks"]}>{slot.asks}</p>
      {slot.facts.length > 0 && (
        <ul className={styles["facts"]}>
          {slot.facts.map(({ text, contact_ids: ids }) => {
            const person = ids.find((id) => byId.has(id));
            return (
              <li key={`${text}:${ids.join()}`}>
                {person ? (
                  <button type="button" className={styles["fact"]} onClick={() => find(person)}>
                    {text}
                  </button>
                ) : (
                  text
                )}
              </li>
            );
          })}
        </ul>
      )}
      {slot.missing.length > 0 && (
        <ul className={styles["missing"]} aria-label={`Missing: ${slot.name}`}>
          {slot.missing.map(({ text, fill: where }) => {
            const act = fill(where);
            return (
              <li key={`${text}:${where.contact_id}:${where.insight_id}`}>
                <span>{text}</span>
                {act && (
                  <button type="button" className={styles["fill"]} onClick={act} aria-label={`Fill in: ${text}`}>
                    Fill in
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {slot.facts.length === 0 && slot.missing.length === 0 && <p className={styles["none"]}>Nobody on this map.</p>}
    </Section>
  );
}
