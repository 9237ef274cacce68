import type { Command } from "../commands";
import type { Workspace } from "../workspace/context";
import { momentsOf } from "./moments";

/** Comparing with an earlier moment, and going to one: also where there is no time bar. */
export function sinceCommands({ view, changeView, now }: Workspace): Command[] {
  const stop: Command[] =
    view.since === null
      ? []
      : [{ id: "since.stop", section: "view", title: "Stop comparing", run: () => changeView({ since: null }) }];
  return [
    ...momentsOf(now, undefined).map(
      ({ name, at }): Command => ({
        id: `since.${name}`,
        section: "view",
        title: `What changed since: ${name.toLowerCase()}`,
        run: () => changeView({ since: at, selected: null }),
      }),
    ),
    ...stop,
    {
      id: "view.earlier",
      section: "view",
      title: "Show an earlier day…",
      run: () => changeView({ at: momentsOf(now, undefined)[0]?.at ?? null }),
    },
  ];
}
