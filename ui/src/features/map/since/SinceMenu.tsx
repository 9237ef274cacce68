import { Button, Menu } from "@mantine/core";
import { useTimeline } from "../time/api";
import { useWorkspace } from "../workspace/context";
import { momentsOf } from "./moments";

/** Chooses the moment the map is compared with. */
export function SinceMenu() {
  const { data, view, changeView, now } = useWorkspace();
  const timeline = useTimeline(data.opportunity.id).data;
  return (
    <Menu position="top-end" shadow="md" width={210} withinPortal={false} floatingStrategy="fixed" returnFocus>
      <Menu.Target>
        <Button variant="default" size="compact-sm" data-active={view.since !== null || undefined}>
          What changed
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label="What changed since">
        <Menu.Label>Since</Menu.Label>
        {momentsOf(now, timeline).map(({ name, at }) => (
          <Menu.Item key={name} onClick={() => changeView({ since: at, selected: null })}>
            {name}
          </Menu.Item>
        ))}
        {view.since !== null && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => changeView({ since: null })}>Stop comparing</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
