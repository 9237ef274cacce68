/** What every part of a deal's page works with: the map, how it is looked at, and what can be done to it. */

import { createContext, type RefObject, useContext } from "react";
import type { Watcher } from "~/map/canvasStore";
import type { Field } from "~/map/core/fields";
import type { Hierarchy } from "~/map/core/hierarchy";
import type { MapData, Person } from "~/map/core/types";
import type { ViewChange, ViewState } from "~/map/core/viewState";
import type { CanvasHandle } from "~/map/MapCanvas";
import type { Edits } from "../api/edits";
import type { Judgement } from "../api/judgement";
import type { LiveState } from "../api/live";
import type { Present } from "../presence/present";
import type { DialogName, DialogRequests } from "./requests";
import type { Picks } from "./usePicks";

export type PanelField = "manager" | "sentiment" | "influence" | "personas" | "owner" | "notes" | "indicators";

export interface Workspace {
  data: MapData;
  view: ViewState;
  changeView: (change: ViewChange) => void;
  /** Another grouping or moment is being read. */
  refreshing: boolean;
  /** Read once an hour at most: ages are days. The moment looked at, in an earlier map. */
  now: Date;
  phone: boolean;
  narrow: boolean;
  canEdit: boolean;

  edits: Edits;
  picks: Picks;
  live: LiveState;
  /** The others who look at this deal now. */
  present: readonly Present[];
  /** Whom they have selected, by contact; nobody in an earlier map. */
  watchers: ReadonlyMap<string, readonly Watcher[]>;
  judgement: Judgement | null;

  byId: ReadonlyMap<string, Person>;
  nameOf: (contactId: string) => string;
  tree: Hierarchy;
  /** People who pass the filters; null: everybody. */
  matched: ReadonlySet<string> | null;
  selected: Person | null;
  /** The field of the panel a command asked for. */
  field: PanelField | null;
  /** How often a field was asked for: the same one twice is asked for twice. */
  fieldAsked: number;

  /** Present while the map view is mounted. */
  canvas: RefObject<CanvasHandle | null>;
  select: (contactId: string | null) => void;
  /** Closes the panel; the focus goes back to the card or row it came from. */
  closePanel: () => void;
  /** Selects somebody and brings their card or row to the focus, whatever the view. */
  find: (contactId: string) => void;
  /** Why that person cannot report to that one, or null. */
  refusal: (report: string, manager: string) => string | null;
  moveUnder: (report: string, manager: string | null) => Promise<void>;
  openLine: (lineId: string) => void;
  drawLine: (from: string, to: string | null) => void;
  openField: (contactId: string, field: PanelField) => void;
  openMenu: (contactId: string, at: { x: number; y: number }) => void;
  /** Opens the form of one field on the card; only while cards are drawn. */
  editOnCard: (contactId: string, field: Field) => void;
  openDialog: <K extends DialogName>(kind: K, request: DialogRequests[K]) => void;
  say: (text: string) => void;
  fail: (text: string) => void;
}

const WorkspaceContext = createContext<Workspace | null>(null);
export const WorkspaceProvider = WorkspaceContext.Provider;

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error("Only parts of a deal's page have a workspace.");
  return workspace;
}
