import type { MouseEvent } from "react";
import { useMemo, useRef } from "react";
import type { CanvasStore } from "./canvasStore";
import { FIELDS, type Field, type FieldPlace } from "./core/fields";
import type { CanvasActions } from "./MapCanvas";
import type { MapNode } from "./nodes";

interface CardClicksInput {
  store: CanvasStore;
  actions: CanvasActions;
}

/**
 * What a press on a card means: once selects; twice, or once on a part of the card that is selected already, changes that part
 * where it stands. A single press never edits, because chips and rings cover half of a card and most people only want to look.
 */
export function useCardClicks(input: CardClicksInput) {
  const latest = useRef(input);
  latest.current = input;
  return useMemo(() => {
    // The first press brings the card to the middle, so the second may fall beside it: the first one says what was meant.
    let first: FieldPlace | null = null;
    return {
      onClickCapture: (event: MouseEvent) => {
        if (event.detail <= 1) first = placeOf(event.target);
      },
      onDoubleClickCapture: () => {
        const { edit } = latest.current.actions;
        if (first) edit?.(first.contactId, first.field);
      },
      onNodeClick: (event: MouseEvent, node: MapNode) => {
        if (node.type !== "person") return;
        const { actions, store } = latest.current;
        const part = fieldOf(event.target);
        if (actions.pick && (event.shiftKey || event.ctrlKey || event.metaKey)) actions.pick([node.id], "toggle");
        else if (event.detail > 1) return;
        else if (part && actions.edit && store.get().selected === node.id) actions.edit(node.id, part);
        else actions.select(node.id);
      },
      onPaneClick: (event: MouseEvent) => {
        if (event.detail <= 1) latest.current.actions.select(null);
      },
    };
  }, []);
}

function placeOf(target: EventTarget): FieldPlace | null {
  const card = target instanceof Element ? target.closest<HTMLElement>("[data-editable]")?.dataset["card"] : undefined;
  return card === undefined ? null : { contactId: card, field: fieldOf(target) ?? FIELDS[0] };
}

/** The part of a card that was pressed; null: the card as a whole. */
function fieldOf(target: EventTarget): Field | null {
  const part = target instanceof Element ? target.closest<HTMLElement>("[data-field]")?.dataset["field"] : undefined;
  return FIELDS.find((field) => field === part) ?? null;
}
