import { ActionIcon, Menu, useMantineColorScheme } from "@mantine/core";
import { MoonIcon, SunIcon } from "~/icons";
import { usePalette, useScheme } from "~/theme/preferences";

const SCHEMES = [
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
  { value: "auto", label: "As the system" },
] as const;

/** Light, dark or as the system; default or colour-blind palette. */
export function ThemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { palette, setPalette } = usePalette();
  const scheme = useScheme();
  return (
    <Menu position="bottom-end" width={220} withinPortal={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={34} aria-label="Theme and colours">
          {scheme === "dark" ? <MoonIcon size={19} /> : <SunIcon size={19} />}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={colorScheme}>
          {SCHEMES.map(({ value, label }) => (
            <Menu.RadioItem key={value} value={value} onChange={() => setColorScheme(value)}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.CheckboxItem
          checked={palette === "colour-blind"}
          onChange={(checked) => setPalette(checked ? "colour-blind" : "default")}
        >
          Colour-blind palette
        </Menu.CheckboxItem>
      </Menu.Dropdown>
    </Menu>
  );
}
