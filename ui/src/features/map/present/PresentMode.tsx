import { ActionIcon, Button, Modal } from "@mantine/core";
import { type KeyboardEvent, useRef } from "react";
import { ChevronLeftIcon, ChevronRightIcon, FitIcon } from "~/icons";
import { knownOf, nextStepsFor, presented, reasonsFor, slideAt } from "~/map/core/present";
import type { Person } from "~/map/core/types";
import { layoutOf } from "~/map/core/viewState";
import { personaName, sentimentKey } from "~/map/core/words";
import { Avatar } from "~/parts/Avatar";
import { PersonaChip } from "~/parts/PersonaChip";
import { asMoment } from "../api/map";
import { useWorkspace } from "../workspace/context";
import styles from "./PresentMode.module.css";

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  PageDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** For a review or a customer's eyes: the map, then person by person, without anything a seller wrote for themselves. */
export function PresentMode() {
  const { view } = useWorkspace();
  return view.present === null ? null : <Slides wanted={view.present} />;
}

function Slides({ wanted }: { wanted: number }) {
  const { data, matched, changeView } = useWorkspace();
  const stage = useRef<HTMLDivElement>(null);
  const people = presented(data.people, matched);
  const slide = slideAt(wanted, people.length);
  const person = people[slide - 1];
  const go = (to: number) => changeView({ present: Math.min(Math.max(0, to), people.length) });
  const close = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    changeView({ present: null });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    go(slide + step);
  };
  return (
    <Modal
      opened
      fullScreen
      onClose={close}
      title={data.opportunity.name}
      closeButtonProps={{ "aria-label": "End the presentation" }}
      transitionProps={{ duration: 0 }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys turn the page wherever the focus stands */}
      <div ref={stage} className={styles["stage"]} onKeyDown={onKeyDown}>
        <div className={styles["slide"]} aria-live="polite">
          {person ? <PersonSlide person={person} /> : <MapSlide />}
        </div>
        <nav className={styles["steps"]} aria-label="Slides">
          <ActionIcon
            variant="default"
            size={34}
            aria-label="Previous slide"
            disabled={slide === 0}
            onClick={() => go(slide - 1)}
          >
            <ChevronLeftIcon size={18} />
          </ActionIcon>
          <span className={styles["count"]}>
            {slide + 1} of {people.length + 1}
          </span>
          <ActionIcon
            variant="default"
            size={34}
            aria-label="Next slide"
            disabled={slide === people.length}
            data-autofocus
            onClick={() => go(slide + 1)}
          >
            <ChevronRightIcon size={18} />
          </ActionIcon>
          <Button
            variant="default"
            size="xs"
            leftSection={<FitIcon size={15} />}
            onClick={() => void stage.current?.requestFullscreen()}
          >
            Full screen
          </Button>
        </nav>
      </div>
    </Modal>
  );
}

/** The same drawing as the export: vector, arranged as on screen, without notes. */
function MapSlide() {
  const { data, view } = useWorkspace();
  const query = new URLSearchParams({ group: layoutOf(view) });
  const moment = asMoment(view.at);
  if (moment) query.set("as_of", moment);
  return (
    <img
      className={styles["map"]}
      src={`/api/v1/opportunities/${data.opportunity.id}/export/svg?${query}`}
      alt={`Map of ${data.opportunity.name}: ${data.people.length} people`}
    />
  );
}

function PersonSlide({ person }: { person: Person }) {
  const { data, judgement, now, nameOf } = useWorkspace();
  // A question about an insight would quote what a seller wrote down.
  const gap = judgement?.knowledge_gaps.find(
    ({ about, insight_ids: insights }) => about.includes(person.contact_id) && insights.length === 0,
  );
  return (
    <article className={styles["person"]}>
      <header className={styles["who"]}>
        <Avatar name={person.name} sentiment={sentimentKey(person)} size={84} />
        <div>
          <h2 className={styles["name"]}>{person.name}</h2>
          <p className={styles["title"]}>
            {[person.title, person.department].filter(Boolean).join(" · ") || "No title known"}
          </p>
          <div className={styles["chips"]}>
            {person.personas.map((key) => (
              <PersonaChip key={key} persona={key} name={personaName(key, data.personas)} />
            ))}
          </div>
        </div>
      </header>
      <Points title="What we know" points={knownOf(person, data, now, nameOf)} />
      <Points title="Why" points={reasonsFor(person)} />
      <Points title="Next step" points={nextStepsFor(person, gap?.question ?? null)} />
    </article>
  );
}

function Points({ title, points }: { title: string; points: readonly string[] }) {
  return (
    <section>
      <h3 className={styles["heading"]}>{title}</h3>
      <ul className={styles["points"]}>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  );
}
