import { EmptyMap } from "../components/EmptyMap";
import { useWorkspace } from "../workspace/context";
import { CellForm } from "./CellForm";
import type { CellPlace } from "./cells";
import { Outline } from "./Outline";

/** The map in words. */
export function OutlineView() {
  const { data, view, matched, now, select, openMenu, picks, canEdit, edits, byId, changeView } = useWorkspace();
  if (data.people.length === 0) return <EmptyMap />;
  const formFor = ({ contactId, field }: CellPlace, onDone: () => void) => {
    const person = byId.get(contactId);
    return person && <CellForm data={data} person={person} field={field} edits={edits} onDone={onDone} />;
  };
  return (
    <Outline
      data={data}
      view={view}
      matched={matched}
      now={now}
      picks={canEdit ? picks : null}
      formFor={canEdit ? formFor : null}
      onSort={(sort) => changeView({ sort })}
      onOpen={select}
      onMenu={openMenu}
    />
  );
}
