import { Button, Menu, Popover, SegmentedControl, Switch } from "@mantine/core";
import { ChevronDownIcon, FilterIcon, PlusIcon, SlidersIcon } from "~/icons";
import { COLOUR_MODE_LABELS, COLOUR_MODES } from "~/map/core/colour";
import { countFilters, NO_FILTERS } from "~/map/core/filters";
import type { LineToggles } from "~/map/core/lines";
import { type GroupName, isGrouped } from "~/map/core/viewState";
import { usePalette } from "~/theme/preferences";
import { useWorkspace, type Workspace } from "../workspace/context";
import styles from "./FilterBar.module.css";
import { FilterFields } from "./FilterFields";
import { LineSample } from "./Legend";
import { SearchBox } from "./SearchBox";
import { UndoButtons } from "./UndoButtons";
import { SEGMENTS, ViewSwitch } from "./ViewSwitch";

const GROUPS: readonly { value: GroupName; label: string }[] = [
  { value: "reporting", label: "Reporting line" },
  { value: "persona", label: "Persona" },
  { value: "department", label: "Department" },
  { value: "heat", label: "Sentiment heat" },
];

const TOGGLES: readonly { kind: keyof LineToggles; label: string }[] = [
  { kind: "influences", label: "Influence" },
  { kind: "ally", label: "Allies" },
  { kind: "conflict", label: "Conflicts" },
  { kind: "knows", label: "Knows" },
];

/** How the map is shown; all of it is in the address. */
export function FilterBar() {
  const { data, view, changeView, find, canEdit, openDialog, phone } = useWorkspace();
  const used = new Set(data.lines.map((line) => line.kind));
  const filters = countFilters(view.filters);
  return (
    <section className={styles["bar"]} aria-label="View and filters">
      <ViewSwitch view={view} changeView={changeView} phone={phone} />
      {!isGrouped(view.view) ? null : phone ? (
        <GroupMenu view={view} changeView={changeView} />
      ) : (
        <div className={styles["group"]}>
          <span className={styles["label"]} id="group-by">
            Group by
          </span>
          <SegmentedControl
            aria-labelledby="group-by"
            value={view.group}
            onChange={(value) => changeView({ group: value as GroupName })}
            data={[...GROUPS]}
            size="xs"
            classNames={SEGMENTS}
          />
        </div>
      )}
      {!phone && (view.view === "map" || view.view === "network") && (
        <fieldset className={styles["toggles"]}>
          <legend className={styles["unseen"]}>Lines shown</legend>
          {TOGGLES.filter(({ kind }) => kind !== "knows" || used.has("knows")).map(({ kind, label }) => (
            <button
              key={kind}
              type="button"
              className={styles["toggle"]}
              style={{ "--hue": `var(--relation-${kind})` }}
              aria-pressed={view.lines[kind]}
              title={label}
              onClick={() => changeView({ lines: { ...view.lines, [kind]: !view.lines[kind] } })}
            >
              <LineSample kind={kind} width={20} />
              <span className={styles["toggleName"]}>{label}</span>
            </button>
          ))}
        </fieldset>
      )}
      <ColourMenu view={view} changeView={changeView} phone={phone} />
      <Popover width={phone ? 340 : 560} position="bottom-start" shadow="md" trapFocus returnFocus>
        <Popover.Target>
          <Button
            variant="default"
            size="xs"
            leftSection={<FilterIcon size={14} />}
            {...(phone ? { "aria-label": filters > 0 ? `Filter: ${filters}` : "Filter" } : {})}
            data-active={filters > 0 || undefined}
            data-icon={(phone && filters === 0) || undefined}
            className={styles["button"] ?? ""}
          >
            {!phone && "Filter"}
            {filters > 0 && <span className={styles["count"]}>{filters}</span>}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <FilterFields
            data={data}
            filters={view.filters}
            onChange={(next) => changeView({ filters: next })}
            onClear={() => changeView({ filters: NO_FILTERS })}
          />
        </Popover.Dropdown>
      </Popover>
      <div className={styles["end"]}>
        <UndoButtons />
        <SearchBox people={data.people} onFind={find} />
        {canEdit && (
          <Button
            size="xs"
            leftSection={<PlusIcon size={15} />}
            onClick={() => openDialog("add", null)}
            aria-label="Add people"
            className={styles["add"] ?? ""}
          >
            {phone ? "Add" : "Add people"}
          </Button>
        )}
      </div>
    </section>
  );
}

function GroupMenu({ view, changeView }: Pick<Workspace, "view" | "changeView">) {
  return (
    <Menu position="bottom-start" shadow="md" withinPortal={false}>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          rightSection={<ChevronDownIcon size={14} />}
          className={styles["button"] ?? ""}
          aria-label={`Group by: ${GROUPS.find(({ value }) => value === view.group)?.label}`}
        >
          {GROUPS.find(({ value }) => value === view.group)?.label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {GROUPS.map(({ value, label }) => (
          <Menu.Item key={value} onClick={() => changeView({ group: value })}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function ColourMenu({ view, changeView, phone }: Pick<Workspace, "view" | "changeView" | "phone">) {
  const { palette, setPalette } = usePalette();
  return (
    <Popover width={250} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<SlidersIcon size={14} />}
          className={styles["button"] ?? ""}
          aria-label={`Colour: ${COLOUR_MODE_LABELS[view.colour]}`}
          title="Colour by"
          data-icon={phone || undefined}
        >
          {!phone && <span>Colour: {COLOUR_MODE_LABELS[view.colour]}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <fieldset className={styles["choices"]}>
          <legend>Colour by</legend>
          {COLOUR_MODES.map((mode) => (
            <label key={mode} className={styles["choice"]}>
              <input
                type="radio"
                name="colour-mode"
                checked={view.colour === mode}
                onChange={() => changeView({ colour: mode })}
              />
              {COLOUR_MODE_LABELS[mode]}
            </label>
          ))}
        </fieldset>
        <Switch
          mt="sm"
          size="sm"
          label="Colour-blind palette"
          checked={palette === "colour-blind"}
          onChange={(event) => setPalette(event.currentTarget.checked ? "colour-blind" : "default")}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
