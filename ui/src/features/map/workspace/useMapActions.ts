import { useCallback, useMemo } from "react";
import { draftLine } from "~/map/core/changes";
import { closingChain, type Hierarchy } from "~/map/core/hierarchy";
import type { MapLine } from "~/map/core/types";
import type { Edits } from "../api/edits";
import type { Workspace } from "./context";

interface MapActionsInput {
  tree: Hierarchy;
  lines: readonly MapLine[];
  nameOf: (contactId: string) => string;
  edits: Edits;
  fail: (text: string) => void;
  openDialog: Workspace["openDialog"];
}

export type MapActions = Pick<Workspace, "refusal" | "moveUnder" | "openLine" | "drawLine">;

/** What is done to lines, shared by gesture, key, menu and palette. */
export function useMapActions({ tree, lines, nameOf, edits, fail, openDialog }: MapActionsInput): MapActions {
  const refusal = useCallback(
    (report: string, manager: string) => {
      const chain = closingChain(tree, report, manager);
      if (chain === null)
        return tree.managerOf.get(report) === manager
          ? `${nameOf(report)} already reports to ${nameOf(manager)}`
          : null;
      return `${nameOf(report)} cannot report to ${nameOf(manager)}: that would close a circle, ${chain.map(nameOf).join(" → ")}`;
    },
    [tree, nameOf],
  );
  const moveUnder = useCallback(
    async (report: string, manager: string | null) => {
      const refused = manager === null ? null : refusal(report, manager);
      if (refused) return fail(refused);
      await edits.apply({
        type: "set_manager",
        contactId: report,
        managerId: manager,
        line: manager === null ? null : draftLine("reports_to", report, manager),
      });
    },
    [refusal, fail, edits],
  );
  const openLine = useCallback(
    (lineId: string) => {
      const line = lines.find((candidate) => candidate.id === lineId);
      if (line) openDialog("line", { line, from: line.from, to: line.to });
    },
    [lines, openDialog],
  );
  const drawLine = useCallback(
    (from: string, to: string | null) => openDialog("line", { line: null, from, to }),
    [openDialog],
  );
  return useMemo(() => ({ refusal, moveUnder, openLine, drawLine }), [refusal, moveUnder, openLine, drawLine]);
}
