import { type RefObject, useCallback, useState } from "react";
import type { ViewChange } from "~/map/core/viewState";
import type { CanvasHandle } from "~/map/MapCanvas";
import type { PanelField, Workspace } from "./context";

interface SelectionInput {
  selected: string | null;
  changeView: (change: ViewChange) => void;
  canvas: RefObject<CanvasHandle | null>;
}

type Selection = Pick<Workspace, "field" | "fieldAsked" | "select" | "closePanel" | "find" | "openField">;

/** Who is selected, and where the focus goes when that changes. */
export function useSelection({ selected, changeView, canvas }: SelectionInput): Selection {
  const [field, setField] = useState<PanelField | null>(null);
  const [fieldAsked, setFieldAsked] = useState(0);
  const select = useCallback(
    (id: string | null) => {
      setField(null);
      changeView({ selected: id });
    },
    [changeView],
  );
  const closePanel = useCallback(() => {
    select(null);
    if (selected !== null) requestAnimationFrame(() => focusRow(selected));
  }, [select, selected]);
  const find = useCallback(
    (id: string) => {
      select(id);
      if (canvas.current) canvas.current.focusCard(id);
      else focusRow(id);
    },
    [select, canvas],
  );
  const openField = useCallback(
    (contactId: string, wanted: PanelField) => {
      changeView({ selected: contactId });
      setField(wanted);
      setFieldAsked((times) => times + 1);
    },
    [changeView],
  );
  return { field, fieldAsked, select, closePanel, find, openField };
}

function focusRow(contactId: string): void {
  document.querySelector<HTMLElement>(`[data-card="${contactId}"]`)?.focus();
}
