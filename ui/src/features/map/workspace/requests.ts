/** Dialogs of the page and what each is opened with. Their components are in `dialogs.tsx`. */

import type { Ref } from "~/api/types";
import type { Assessment } from "~/map/core/matrix";
import type { MapLine } from "~/map/core/types";
import type { Standing } from "~/parts/standing";
import type { InsightKind } from "../insights/kinds";

/** One to answer, or a new one of a kind, held by somebody or (empty) by the group. */
export type InsightRequest = { insightId: string } | { kind: InsightKind; contactId: string };

export interface LineDraft {
  /** The line to change; null: a new one. */
  line: MapLine | null;
  from: string;
  to: string | null;
}

export type BulkField = "personas" | "owner" | "manager";

export interface DialogRequests {
  add: null;
  seat: null;
  start: null;
  fill: { seatId: string };
  line: LineDraft;
  bulk: { field: BulkField };
  help: { contactId: string };
  leave: { contactId: string };
  remove: { contactId: string };
  palette: null;
  assess: Assessment;
  deal: null;
  standing: { user: Ref; contact: Ref; last: Standing | null };
  stage: null;
  review: null;
  share: null;
  insight: InsightRequest;
}

export type DialogName = keyof DialogRequests;

export interface DialogProps<K extends DialogName> {
  request: DialogRequests[K];
  onClose: () => void;
}
