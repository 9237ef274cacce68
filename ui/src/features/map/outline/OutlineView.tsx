import type { FieldPlace } from "~/map/core/fields";
import { EmptyMap } from "../components/EmptyMap";
import { FieldForm } from "../fields/FieldForm";
import { useWorkspace } from "../workspace/context";
import { Outline } from "./Outline";

/** The map in words. */
export function OutlineView() {
  const { data, view, matched, now, select, openMenu, picks, canEdit, edits, byId, changeView, watchers } =
    useWorkspace();
  if (data.people.length === 0) return <EmptyMap />;
  const formFor = ({ contactId, field }: FieldPlace, onDone: () => void) => {
    const person = byId.get(contactId);
    return person && <FieldForm data={data} person={person} field={field} edits={edits} onDone={onDone} />;
  };
  return (
    <Outline
      data={data}
      view={view}
      matched={matched}
      now={now}
      picks={canEdit ? picks : null}
      watchers={watchers}
      formFor={canEdit ? formFor : null}
      onSort={(sort) => changeView({ sort })}
      onOpen={select}
      onMenu={openMenu}
    />
  );
}
