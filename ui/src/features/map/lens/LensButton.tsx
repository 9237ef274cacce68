import { Button, Menu, Text } from "@mantine/core";
import { LensIcon } from "~/icons";
import { LENS_NAMES, LENSES } from "~/map/core/viewState";
import { useWorkspace } from "../workspace/context";

/** Opens the deal in the words of a method. */
export function LensButton() {
  const { view, changeView } = useWorkspace();
  return (
    <Menu position="bottom-end" shadow="md" width={190} withinPortal={false} floatingStrategy="fixed" returnFocus>
      <Menu.Target>
        <Button variant="default" size="xs" aria-label="Lens" px="xs">
          <LensIcon size={15} />
          <Text component="span" size="xs" fw={600} visibleFrom="md" ml={6}>
            Lens
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label="Lens">
        {LENSES.map((name) => (
          <Menu.Item
            key={name}
            aria-current={view.lens === name ? "true" : undefined}
            onClick={() => changeView({ lens: name, selected: null })}
          >
            {LENS_NAMES[name]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
