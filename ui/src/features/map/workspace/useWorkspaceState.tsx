import { useMediaQuery } from "@mantine/hooks";
import { createElement, type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { filtered } from "~/map/core/filters";
import { hierarchy } from "~/map/core/hierarchy";
import type { MapData } from "~/map/core/types";
import { layoutOf, type ViewChange, type ViewState } from "~/map/core/viewState";
import { changeSummary } from "~/map/core/words";
import type { CanvasHandle } from "~/map/MapCanvas";
import { useEdits } from "../api/edits";
import { useJudgement } from "../api/judgement";
import { useLive } from "../api/live";
import { CardMenu } from "../dialogs/CardMenu";
import { CardEditor } from "../fields/CardEditor";
import { watchersOf } from "../presence/present";
import { usePresence } from "../presence/usePresence";
import { type Announcer, useAnnouncer } from "../useAnnouncer";
import { NARROW, PHONE } from "../useViewState";
import type { Workspace } from "./context";
import { DIALOGS } from "./dialogs";
import { useMapActions } from "./useMapActions";
import { useNow } from "./useNow";
import { usePicks } from "./usePicks";
import { useSelection } from "./useSelection";

export interface WorkspaceInput {
  data: MapData;
  view: ViewState;
  changeView: (change: ViewChange) => void;
  refreshing: boolean;
}

interface WorkspaceState {
  workspace: Workspace;
  announcer: Announcer;
  /** The open dialog and the open menu. */
  dialog: ReactElement | null;
  menu: ReactElement | null;
}

/** Puts the workspace of a deal's page together; the parts themselves are in the registries beside it. */
export function useWorkspaceState(input: WorkspaceInput): WorkspaceState {
  const { data, view, changeView, refreshing } = input;
  const { opportunity, people, lines } = data;
  const phone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false }) ?? false;
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false }) ?? false;
  const announcer = useAnnouncer();
  const { say, fail } = announcer;
  const edits = useEdits({ opportunityId: opportunity.id, group: layoutOf(view), say, fail });
  const { state: live, stream } = useLive(opportunity.id, edits.busy);
  const present = usePresence(stream, view.selected, say);
  const watchers = useMemo(() => watchersOf(view.at === null ? present : []), [view.at, present]);
  const judgement = useJudgement(opportunity.id, view.at).data ?? null;
  const now = useNow(data.as_of);
  const canvas = useRef<CanvasHandle>(null);

  const byId = useMemo(() => new Map(people.map((person) => [person.contact_id, person])), [people]);
  const nameOf = useCallback((id: string) => byId.get(id)?.name ?? "somebody", [byId]);
  const tree = useMemo(() => hierarchy(people, lines, data.layout.boxes), [people, lines, data.layout.boxes]);
  const picks = usePicks(byId);
  const matched = useMemo(() => filtered(people, view.filters), [people, view.filters]);

  // What others changed is told in one sentence; what we changed was told when it was saved.
  const told = useRef(people);
  useEffect(() => {
    if (told.current !== people && !edits.busy() && !refreshing && view.at === null)
      say(changeSummary(told.current, people));
    told.current = people;
  }, [people, edits, refreshing, view.at, say]);

  const [dialog, setDialog] = useState<ReactElement | null>(null);
  const [menu, setMenu] = useState<ReactElement | null>(null);
  const openDialog = useCallback<Workspace["openDialog"]>((kind, request) => {
    setDialog(createElement(DIALOGS[kind], { request, onClose: () => setDialog(null) }));
  }, []);
  const openMenu = useCallback<Workspace["openMenu"]>(
    (contactId, at) => setMenu(<CardMenu contactId={contactId} at={at} onClose={() => setMenu(null)} />),
    [],
  );
  const editOnCard = useCallback<Workspace["editOnCard"]>(
    (contactId, field) =>
      setMenu(<CardEditor key={contactId} contactId={contactId} asked={field} onClose={() => setMenu(null)} />),
    [],
  );
  const selection = useSelection({ selected: view.selected, changeView, canvas });
  const actions = useMapActions({ tree, lines, nameOf, edits, fail, openDialog });

  const workspace: Workspace = {
    ...input,
    ...selection,
    ...actions,
    now,
    phone,
    narrow,
    canEdit: opportunity.can_edit && view.at === null,
    edits,
    picks,
    live,
    present,
    watchers,
    judgement,
    byId,
    nameOf,
    tree,
    matched,
    selected: view.selected === null ? null : (byId.get(view.selected) ?? null),
    canvas,
    openMenu,
    editOnCard,
    openDialog,
    say,
    fail,
  };
  return { workspace, announcer, dialog, menu };
}
