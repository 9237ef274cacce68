import { useMemo, useState } from "react";
import { withGhosts } from "~/map/core/since";
import { keepsPins } from "~/map/core/viewState";
import { type CanvasActions, MapCanvas } from "~/map/MapCanvas";
import { sinceWords, useComparison } from "../since/useSince";
import { DropArea } from "../tray/DropArea";
import { useWorkspace } from "../workspace/context";
import { EmptyMap } from "./EmptyMap";
import { Legend } from "./Legend";

/** Of the legend, until it is measured. */
const ONE_ROW = 52;

/** Cards and lines, with the legend below them. */
export function MapView() {
  const workspace = useWorkspace();
  const { view, now, matched, canEdit, canvas, narrow, phone, selected } = workspace;
  const {
    byId,
    select,
    closePanel,
    openLine,
    drawLine,
    moveUnder,
    refusal,
    openMenu,
    editOnCard,
    say,
    picks,
    watchers,
  } = workspace;
  const { pick, picked } = picks;
  const pickedIds = useMemo(() => new Set(picked.map((person) => person.contact_id)), [picked]);
  const { apply } = workspace.edits;
  const comparison = useComparison();
  const since = view.since;
  const data = useMemo(
    () =>
      comparison && since ? withGhosts(workspace.data, comparison, `Left since ${sinceWords(since)}`) : workspace.data,
    [workspace.data, comparison, since],
  );
  const { boxes } = workspace.data.layout;
  const pinnable = canEdit && keepsPins(view);
  const [legend, setLegend] = useState(() => !narrow);
  const [legendHeight, setLegendHeight] = useState(ONE_ROW);
  const actions = useMemo<CanvasActions>(
    () => ({
      select: (id) => {
        if (id === null) closePanel();
        else if (byId.has(id)) select(id);
        else say("No longer on the map: only shown for comparison.");
      },
      pick: canEdit ? pick : null,
      openLine: (id) => (id.startsWith("gone:") ? say("This line is no longer there.") : openLine(id)),
      connect: drawLine,
      edit: canEdit ? editOnCard : null,
      moveUnder,
      refusal,
      pin: pinnable
        ? async (contactId, at) => {
            const [x, y] = [Math.round(at.x), Math.round(at.y)];
            const box = boxes[contactId];
            if (box) await apply({ type: "pin_person", contactId, pin: { x, y }, box: { ...box, x, y } });
          }
        : null,
      menu: openMenu,
      say,
    }),
    [
      byId,
      select,
      closePanel,
      canEdit,
      pick,
      openLine,
      drawLine,
      editOnCard,
      moveUnder,
      refusal,
      pinnable,
      boxes,
      apply,
      openMenu,
      say,
    ],
  );
  const insets = useMemo(
    () => ({
      bottom: legend && !narrow ? legendHeight : 0,
      right: narrow && !phone && selected !== null ? 384 : 0,
    }),
    [legend, legendHeight, narrow, phone, selected],
  );
  if (data.people.length === 0)
    return (
      <DropArea>
        <EmptyMap />
      </DropArea>
    );
  return (
    <DropArea>
      <MapCanvas
        ref={canvas}
        data={data}
        view={view}
        now={now}
        matched={matched}
        picked={pickedIds}
        marks={comparison}
        watchers={watchers}
        canEdit={canEdit}
        insets={insets}
        label={`${view.view === "network" ? "Influence network" : "Map"} of ${data.opportunity.name}: ${data.people.length} people. Arrow keys walk the hierarchy, Enter opens a person, E steps through their lines${canEdit ? ", shift with the arrows selects several, M moves them to another manager" : ""}.`}
        actions={actions}
      />
      <Legend
        data={data}
        compared={comparison !== null}
        colour={view.colour}
        shown={legend}
        onToggle={() => setLegend(!legend)}
        onHeight={setLegendHeight}
      />
    </DropArea>
  );
}
