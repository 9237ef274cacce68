import { useCallback } from "react";
import { type Change, draftLine, draftPerson } from "~/map/core/changes";
import type { ContactItem } from "../api/map";
import { useWorkspace } from "../workspace/context";

/** Puts a contact on the map, under a manager where one is given: one step to undo. */
export function useAddContact() {
  const { edits, nameOf, byId } = useWorkspace();
  return useCallback(
    (contact: ContactItem, managerId: string | null): Promise<boolean> => {
      const { id } = contact;
      const seat = managerId === null ? undefined : byId.get(managerId);
      if (seat?.is_seat)
        return edits.apply({ type: "fill_seat", seatId: seat.contact_id, person: draftPerson(contact) });
      const changes: Change[] = [{ type: "add_person", person: draftPerson(contact), box: null, lines: [] }];
      if (managerId === null) return edits.applyAll(changes, `Add ${contact.name}`);
      const line = draftLine("reports_to", id, managerId);
      changes.push({ type: "set_manager", contactId: id, managerId, line });
      return edits.applyAll(changes, `Add ${contact.name} under ${nameOf(managerId)}`);
    },
    [edits, nameOf, byId],
  );
}
