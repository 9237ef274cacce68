import { Button, Menu, SegmentedControl } from "@mantine/core";
import type { ReactNode } from "react";
import { ChevronDownIcon } from "~/icons";
import { VIEW_NAMES, VIEWS, type ViewName } from "~/map/core/viewState";
import type { Workspace } from "../workspace/context";
import { VIEW_PARTS } from "../workspace/views";
import styles from "./FilterBar.module.css";

/** Always one step away; the others are in the menu beside them. */
const FIRST: readonly ViewName[] = ["map", "outline"];

export const SEGMENTS = {
  root: styles["segments"] ?? "",
  label: styles["segment"] ?? "",
  indicator: styles["indicator"] ?? "",
};

/** Which view of the same people is shown. */
export function ViewSwitch({ view, changeView, phone }: Pick<Workspace, "view" | "changeView" | "phone">) {
  const shown = view.view;
  // On a phone one menu holds all of them: two rows of switches would take what there is of the map.
  const first = phone ? [] : FIRST;
  const other = first.includes(shown) ? null : shown;
  return (
    <>
      {first.length > 0 && (
        <SegmentedControl
          aria-label="View"
          value={other === null ? shown : ""}
          onChange={(value) => changeView({ view: value as ViewName })}
          data={first.map((value) => ({
            value,
            label: <Option icon={VIEW_PARTS[value].icon} text={VIEW_NAMES[value]} />,
          }))}
          size="xs"
          classNames={SEGMENTS}
        />
      )}
      <Menu position="bottom-start" shadow="md" withinPortal={false}>
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            leftSection={other !== null && VIEW_PARTS[other].icon}
            rightSection={<ChevronDownIcon size={14} />}
            className={styles["button"] ?? ""}
            data-active={(other !== null && !phone) || undefined}
            aria-label={other === null ? "More views" : `View: ${VIEW_NAMES[other]}`}
          >
            {other === null ? "More" : VIEW_NAMES[other]}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {VIEWS.filter((name) => !first.includes(name)).map((name) => (
            <Menu.Item
              key={name}
              leftSection={VIEW_PARTS[name].icon}
              onClick={() => changeView({ view: name })}
              aria-current={name === shown ? "true" : undefined}
            >
              {VIEW_NAMES[name]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function Option({ icon, text }: { icon: ReactNode; text: string }) {
  return (
    <span className={styles["option"]}>
      {icon}
      {text}
    </span>
  );
}
