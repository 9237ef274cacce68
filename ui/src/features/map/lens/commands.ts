import { LENS_NAMES, LENSES } from "~/map/core/viewState";
import type { Command } from "../commands/command";
import type { Workspace } from "../workspace/context";

/** Opening a lens, writing down what was learned. */
export function lensCommands({ view, changeView, canEdit, data, openDialog }: Workspace): Command[] {
  const lenses = LENSES.filter((name) => name !== view.lens).map(
    (name): Command => ({
      id: `lens.${name}`,
      section: "view",
      title: `Lens: ${LENS_NAMES[name]}`,
      run: () => changeView({ lens: name, selected: null }),
    }),
  );
  if (!canEdit || data.opportunity.account === null) return lenses;
  return [
    ...lenses,
    {
      id: "map.insight",
      section: "map",
      title: "Write down what we learned…",
      run: () => openDialog("insight", { kind: "goal", contactId: view.selected ?? "" }),
    },
  ];
}
