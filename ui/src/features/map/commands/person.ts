import { FIELDS } from "~/map/core/fields";
import type { Person } from "~/map/core/types";
import { drawsCards } from "~/map/core/viewState";
import type { Workspace } from "../workspace/context";
import type { Command } from "./command";

/** What can be done with one person. */
export function onePerson(workspace: Workspace, person: Person): Command[] {
  const id = person.contact_id;
  const { view, changeView, openField, openDialog, drawLine, canEdit, edits } = workspace;
  const focused = view.focus === id;
  const reading: Command[] = [
    {
      id: "person.open",
      section: "person",
      title: "Open details",
      keys: "Enter",
      run: () => changeView({ selected: id }),
    },
    { id: "person.centre", section: "person", title: "Show in the middle", run: () => centreOn(workspace, id) },
    {
      id: "person.focus",
      section: "person",
      title: focused ? "Show everybody again" : "Show only their circle",
      run: () => changeView({ focus: focused ? null : id }),
    },
  ];
  if (!canEdit) return reading;
  if (person.is_seat) return [...reading, ...emptySeat(workspace, person)];
  return [
    ...reading,
    ...onTheCard(workspace, id),
    { id: "person.sentiment", section: "person", title: "Assess sentiment…", run: () => openField(id, "sentiment") },
    {
      id: "person.help",
      section: "person",
      title: "Help me choose…",
      run: () => openDialog("help", { contactId: id }),
    },
    { id: "person.notes", section: "person", title: "Write a note…", run: () => openField(id, "notes") },
    { id: "person.personas", section: "person", title: "Set personas…", run: () => openField(id, "personas") },
    { id: "person.manager", section: "person", title: "Reports to…", keys: "M", run: () => openField(id, "manager") },
    { id: "person.line", section: "person", title: "Draw a line…", run: () => drawLine(id, null) },
    { id: "person.influence", section: "person", title: "Override influence…", run: () => openField(id, "influence") },
    {
      id: "person.remove",
      section: "person",
      title: "Remove from map…",
      keys: "Del",
      hotkeys: ["Delete"],
      danger: true,
      run: () => openDialog("remove", { contactId: id }),
    },
    person.status === "left"
      ? {
          id: "person.return",
          section: "person",
          title: `Is at ${person.account?.name ?? "their company"} again`,
          run: () => void edits.apply({ type: "edit_person", contactId: id, fields: { status: "active" } }),
        }
      : {
          id: "person.leave",
          section: "person",
          title: `Has left ${person.account?.name ?? "their company"}…`,
          danger: true,
          run: () => openDialog("leave", { contactId: id }),
        },
  ];
}

/** Changing what stands on a card where it stands. The outline takes the same key to its cells. */
function onTheCard({ view, editOnCard }: Workspace, contactId: string): Command[] {
  if (!drawsCards(view)) return [];
  return [
    {
      id: "person.edit",
      section: "person",
      title: "Change on the card…",
      keys: "F2",
      hotkeys: ["F2"],
      run: () => editOnCard(contactId, FIELDS[0]),
    },
  ];
}

/** What can be done with a part that nobody has been named for. */
function emptySeat({ openDialog, openField, drawLine, edits, select, selected }: Workspace, seat: Person): Command[] {
  const id = seat.contact_id;
  return [
    { id: "person.fill", section: "person", title: "Fill seat…", run: () => openDialog("fill", { seatId: id }) },
    { id: "person.manager", section: "person", title: "Reports to…", keys: "M", run: () => openField(id, "manager") },
    { id: "person.line", section: "person", title: "Draw a line…", run: () => drawLine(id, null) },
    {
      id: "person.remove",
      section: "person",
      title: "Remove the seat",
      keys: "Del",
      hotkeys: ["Delete"],
      danger: true,
      run: () => {
        if (selected?.contact_id === id) select(null);
        void edits.apply({ type: "remove_person", contactId: id });
      },
    },
  ];
}

function centreOn({ view, changeView, canvas }: Workspace, contactId: string): void {
  if (view.view !== "map") changeView({ view: "map", selected: contactId });
  canvas.current?.centreOn(contactId);
}
