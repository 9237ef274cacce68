import type { InsightKind } from "../insights/kinds";
import type { PanelField } from "../workspace/context";
import { useWorkspace } from "../workspace/context";
import type { Fill } from "./api";

/** Fields with a place of their own in the person's panel; all others are among the indicators. */
const FIELDS: Readonly<Record<string, PanelField>> = {
  sentiment: "sentiment",
  influence: "influence",
  vote_kind: "personas",
};

/** From a missing fact to the place where it is written down; null where the viewer may not. */
export function useFill(): (fill: Fill) => (() => void) | null {
  const { canEdit, data, byId, openDialog, openField } = useWorkspace();
  return (fill) => {
    if (!canEdit) return null;
    switch (fill.subject) {
      case "role":
        return () => openDialog("add", null);
      case "person":
        return byId.has(fill.contact_id) ? () => openField(fill.contact_id, FIELDS[fill.what] ?? "indicators") : null;
      case "insight":
        return () => openDialog("insight", { insightId: fill.insight_id });
      case "new_insight":
        if (data.opportunity.account === null) return null;
        return () => openDialog("insight", { kind: fill.what as InsightKind, contactId: fill.contact_id });
      case "deal":
        return () => openDialog("deal", null);
    }
  };
}
