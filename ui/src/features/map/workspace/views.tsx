/** Views of the same people. A new one: its name in `map/core/viewState.ts` and a line here. */

import type { ComponentType, ReactNode } from "react";
import { BubbleIcon, ClockIcon, HandshakeIcon, MapIcon, MatrixIcon, OutlineIcon, TableIcon, WebIcon } from "~/icons";
import type { ViewName } from "~/map/core/viewState";
import { ActivitiesView } from "../activities/ActivitiesView";
import { AgreementView } from "../agreement/AgreementView";
import { MapView } from "../components/MapView";
import { InsightBoard } from "../insights/InsightBoard";
import { MatrixView } from "../matrix/MatrixView";
import { OutlineView } from "../outline/OutlineView";
import { StandingView } from "../standing/StandingView";

export interface View {
  icon: ReactNode;
  Component: ComponentType;
}

export const VIEW_PARTS: Readonly<Record<ViewName, View>> = {
  map: { icon: <MapIcon size={15} />, Component: MapView },
  network: { icon: <WebIcon size={15} />, Component: MapView },
  matrix: { icon: <MatrixIcon size={15} />, Component: MatrixView },
  outline: { icon: <OutlineIcon size={15} />, Component: OutlineView },
  activities: { icon: <ClockIcon size={15} />, Component: ActivitiesView },
  standing: { icon: <TableIcon size={15} />, Component: StandingView },
  agreement: { icon: <HandshakeIcon size={15} />, Component: AgreementView },
  insights: { icon: <BubbleIcon size={15} />, Component: InsightBoard },
};
