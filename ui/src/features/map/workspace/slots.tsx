/** Where a feature hangs its part on the page: one line in one of these lists. Each part asks `useWorkspace` for what it needs. */

import type { ComponentType } from "react";
import { LENS_NAMES, SIDE_NAMES } from "~/map/core/viewState";
import { EarlierBanner } from "../components/EarlierBanner";
import { FilterBar } from "../components/FilterBar";
import { KeyFigures } from "../components/KeyFigures";
import { LiveDot } from "../components/LiveDot";
import { PickBar } from "../components/PickBar";
import { WaitingEdits } from "../components/WaitingEdits";
import { ConflictDialog } from "../dialogs/ConflictDialog";
import { ExportMenu } from "../export/ExportMenu";
import { PhoneBar } from "../gates/PhoneBar";
import { LensButton } from "../lens/LensButton";
import { LensPanel } from "../lens/LensPanel";
import { PersonPanel } from "../panel/PersonPanel";
import { PresentInTopBar } from "../presence/PresentPeople";
import { PresentButton } from "../present/PresentButton";
import { PresentMode } from "../present/PresentMode";
import { ReviewButton } from "../review/ReviewButton";
import { ShareButton } from "../share/ShareButton";
import { SidePanel as TodoPanel } from "../signals/SidePanel";
import { SinceBanner } from "../since/SinceBanner";
import { SincePanel } from "../since/SincePanel";
import { TimeBar } from "../time/TimeBar";
import { ContactTray } from "../tray/ContactTray";
import { useWorkspace, type Workspace } from "./context";

/** Parts in the order they stand, each under a name of its own. */
export type Slot = Readonly<Record<string, ComponentType>>;

/** A phone has these in a bar of its own. */
function onDesk(Part: ComponentType): ComponentType {
  return function OnDesk() {
    return useWorkspace().phone ? null : <Part />;
  };
}

/** At the right end of the top bar. */
export const TOP_BAR_END: Slot = {
  waiting: WaitingEdits,
  together: PresentInTopBar,
  live: LiveDot,
  lens: onDesk(LensButton),
  review: onDesk(ReviewButton),
  present: onDesk(PresentButton),
  export: onDesk(ExportMenu),
  share: ShareButton,
};

/** Between the top bar and the picture. */
export const ABOVE: Slot = {
  earlier: EarlierBanner,
  since: SinceBanner,
  stage: PhoneBar,
  figures: KeyFigures,
  filters: FilterBar,
};

/** Under the picture, over the whole width. */
export const BELOW: Slot = { time: TimeBar };

export interface SidePanel {
  id: string;
  /** Its accessible name while it is to be seen; null when it is not. */
  shown: (workspace: Workspace) => string | null;
  Component: ComponentType;
}

/** At the right of the picture; the first that is to be seen stands there. */
export const SIDE_PANELS: readonly SidePanel[] = [
  { id: "person", shown: ({ selected }) => selected?.name ?? null, Component: PersonPanel },
  {
    id: "since",
    shown: ({ view, narrow }) =>
      view.since !== null && !(narrow && (view.view === "map" || view.view === "network")) ? "What changed" : null,
    Component: SincePanel,
  },
  {
    id: "tray",
    shown: ({ view, canEdit }) => (view.tray && canEdit ? "Contacts who are not on the map" : null),
    Component: ContactTray,
  },
  { id: "todo", shown: ({ view }) => view.side && SIDE_NAMES[view.side], Component: TodoPanel },
  { id: "lens", shown: ({ view }) => view.lens && `Lens: ${LENS_NAMES[view.lens]}`, Component: LensPanel },
];

/** Parts that draw themselves when they are needed: overlays, messages, listeners. */
export const OVERLAYS: Slot = { conflict: ConflictDialog, present: PresentMode, picks: PickBar };
