import { useMemo, useState } from "react";
import { NO_FILTERS } from "~/map/core/filters";
import { ALL_LINES } from "~/map/core/lines";
import type { GroupBy, MapData } from "~/map/core/types";
import type { GroupName, ViewState } from "~/map/core/viewState";
import { type CanvasActions, MapCanvas } from "~/map/MapCanvas";

const NOBODY: ReadonlySet<string> = new Set();
const INSETS = { bottom: 0, right: 0 };
const NOTHING = () => {};

interface SharedMapViewProps {
  map: MapData;
  group: GroupBy;
  opinions: boolean;
}

/** The same canvas as inside, with nothing to change. */
export function SharedMapView({ map, group, opinions }: SharedMapViewProps) {
  const [selected, setSelected] = useState<string | null>(null);
  const now = useMemo(() => (map.as_of ? new Date(map.as_of) : new Date()), [map.as_of]);
  const actions = useMemo<CanvasActions>(
    () => ({
      select: setSelected,
      pick: null,
      openLine: NOTHING,
      connect: NOTHING,
      edit: null,
      moveUnder: async () => {},
      refusal: () => null,
      pin: null,
      menu: NOTHING,
      say: NOTHING,
    }),
    [],
  );
  const view: ViewState = {
    view: "map",
    group: group as GroupName,
    colour: opinions ? "sentiment" : "engagement",
    selected,
    focus: null,
    filters: NO_FILTERS,
    lines: ALL_LINES,
    lens: null,
    tray: false,
    present: null,
    sort: null,
    at: map.as_of,
    since: null,
    side: null,
    about: null,
  };
  return (
    <MapCanvas
      data={map}
      view={view}
      now={now}
      matched={null}
      picked={NOBODY}
      canEdit={false}
      insets={INSETS}
      label={`Map of ${map.opportunity.name}: ${map.people.length} people. Arrow keys walk the hierarchy. The list shows the same in words.`}
      actions={actions}
    />
  );
}
