import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { memo, useEffect, useRef } from "react";
import { useCanvas, useCanvasStore } from "./canvasStore";
import { cardSize } from "./core/geometry";
import { markWords } from "./core/since";
import type { Person } from "./core/types";
import { PersonCard } from "./PersonCard";
import cardStyles from "./PersonCard.module.css";
import styles from "./PersonNode.module.css";
import { Watchers } from "./Watchers";

export interface PersonNodeData extends Record<string, unknown> {
  person: Person;
  personaName: string | null;
  hue: string;
  now: Date;
  heat: boolean;
  showDepartment: boolean;
  canEdit: boolean;
  /** How many people this root of power moves; null: no root, or not asked. */
  moves: number | null;
  label: string;
}

export type PersonNodeType = Node<PersonNodeData, "person">;

/** A card on the canvas: draws itself again only when its own person or its own part of the canvas state changes. */
export const PersonNode = memo(
  function PersonNode({ id, data }: NodeProps<PersonNodeType>) {
    const store = useCanvasStore();
    const selected = useCanvas((state) => state.selected === id);
    const picked = useCanvas((state) => state.picked.has(id));
    const flat = useCanvas((state) => state.vivid !== null && !state.vivid.has(id) && state.drop?.contactId !== id);
    const drop = useCanvas((state) =>
      state.drop?.contactId === id ? (state.drop.refusal === null ? "sound" : "refused") : undefined,
    );
    const mark = useCanvas((state) => state.marks?.people.get(id));
    const watchers = useCanvas((state) => state.watchers.get(id));
    const moving = useCanvas((state) => state.moving === id);
    const roving = useCanvas((state) => state.roving === id);
    // Dots only where they can be used now: four on each of forty cards would each listen to every step of a pan.
    const dots = useCanvas(
      (state) => state.hovered === id || state.selected === id || state.focused === id || state.connecting === id,
    );
    const wanted = useCanvas((state) => state.focusWanted === id);
    const button = useRef<HTMLDivElement>(null);

    useEffect(() => {
      if (!wanted) return;
      button.current?.focus({ preventScroll: true });
      store.set({ focusWanted: null });
    }, [wanted, store]);

    return (
      <>
        {/* biome-ignore lint/a11y/useSemanticElements: a real button may not hold the drag that moves the card */}
        <div
          ref={button}
          id={`card-${id}`}
          className={cardStyles["card"]}
          role="button"
          tabIndex={roving ? 0 : -1}
          aria-pressed={selected}
          data-card={id}
          data-size={cardSize(data.person.influence.score)}
          data-selected={selected || undefined}
          data-picked={picked || undefined}
          data-flat={flat || undefined}
          data-drop={drop}
          data-moving={moving || undefined}
          data-unknown={data.person.sentiment.effective === null || undefined}
          data-mark={mark?.kind}
          data-heat={data.heat || undefined}
          data-editable={(data.canEdit && !data.person.is_seat) || undefined}
          data-seat={data.person.is_seat || undefined}
          data-power={data.moves !== null || undefined}
          style={{ "--hue": `var(--${data.hue})` }}
        >
          {data.heat && !flat && <span className={cardStyles["glow"]} />}
          {watchers && <Watchers watchers={watchers} />}
          {mark && (
            <span className={cardStyles["mark"]} title={mark.what.join(", ")}>
              <span aria-hidden="true">{MARK_SIGNS[mark.kind]} </span>
              {markWords(mark)}
            </span>
          )}
          {/* One sentence for the ear, as text and not as aria-label: initials and figures beside it are for the eye. */}
          <span className={cardStyles["unseen"]} data-label>
            {data.label}
          </span>
          <span className={cardStyles["content"]} aria-hidden="true">
            <PersonCard
              person={data.person}
              personaName={data.personaName}
              hue={data.hue}
              now={data.now}
              showDepartment={data.showDepartment}
              moves={data.moves}
            />
          </span>
        </div>
        {HANDLES.map(({ position, key }) =>
          dots && data.canEdit ? (
            <Handle key={key} id={key} type="source" position={position} className={styles["handle"] ?? ""} />
          ) : (
            // React Flow looks for the dots when a card mounts, and without any it draws no line to it.
            <span
              key={key}
              className={`react-flow__handle react-flow__handle-${key} source ${styles["place"]}`}
              data-handleid={key}
              data-handlepos={key}
            />
          ),
        )}
      </>
    );
  },
  (before, after) => before.data === after.data && before.id === after.id,
);

const MARK_SIGNS = { joined: "+", changed: "Δ", left: "×" } as const;

const HANDLES = [
  { key: "top", position: Position.Top },
  { key: "right", position: Position.Right },
  { key: "bottom", position: Position.Bottom },
  { key: "left", position: Position.Left },
] as const;
