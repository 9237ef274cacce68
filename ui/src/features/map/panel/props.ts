import type { MapData, Person } from "~/map/core/types";
import type { Edits } from "../api/edits";
import type { PanelField } from "../workspace/context";

/** What each part of the panel shows and may do. */
export interface PanelProps {
  data: MapData;
  person: Person;
  at: string | null;
  now: Date;
  canEdit: boolean;
  edits: Edits;
  /** A command asked for this field to be filled in. */
  field: PanelField | null;
  /** How often a field was asked for. */
  fieldAsked: number;
}
