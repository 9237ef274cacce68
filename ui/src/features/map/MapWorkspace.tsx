import { VisuallyHidden } from "@mantine/core";
import { VIEW_NAMES } from "~/map/core/viewState";
import { FailureMessage } from "./components/FailureMessage";
import { Header } from "./components/Header";
import styles from "./MapWorkspace.module.css";
import { useAttention } from "./review/useAttention";
import { WorkspaceProvider } from "./workspace/context";
import { SlotParts } from "./workspace/SlotParts";
import { ABOVE, BELOW, OVERLAYS, SIDE_PANELS } from "./workspace/slots";
import { useHotkeys } from "./workspace/useHotkeys";
import { useWorkspaceState, type WorkspaceInput } from "./workspace/useWorkspaceState";
import { VIEW_PARTS } from "./workspace/views";

/** A deal's page. What stands on it is in the registries of `workspace/`: slots, views, dialogs, commands. */
export function MapWorkspace(input: WorkspaceInput) {
  const { workspace, announcer, dialog, menu } = useWorkspaceState(input);
  useHotkeys(workspace);
  useAttention(workspace.data.opportunity.id);
  const { view, refreshing } = workspace;
  const { Component: View } = VIEW_PARTS[view.view];
  const panel = SIDE_PANELS.map((each) => ({ ...each, name: each.shown(workspace) })).find(({ name }) => name !== null);
  return (
    <WorkspaceProvider value={workspace}>
      <div className={styles["workspace"]} aria-busy={refreshing}>
        <Header />
        <SlotParts slot={ABOVE} />
        <div className={styles["stage"]}>
          <section className={styles["picture"]} aria-label={VIEW_NAMES[view.view]}>
            <View />
          </section>
          {panel && (
            <aside className={styles["panel"]} aria-label={panel.name ?? ""}>
              <panel.Component />
            </aside>
          )}
        </div>
        <SlotParts slot={BELOW} />
        {menu}
        {dialog}
        <SlotParts slot={OVERLAYS} />
        <FailureMessage announcer={announcer} />
        <VisuallyHidden role="status" aria-live="polite" aria-atomic={false}>
          {announcer.spoken.map(({ key, text }) => (
            <div key={key}>{text}</div>
          ))}
        </VisuallyHidden>
      </div>
    </WorkspaceProvider>
  );
}
