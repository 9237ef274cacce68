import { ActionIcon, SegmentedControl } from "@mantine/core";
import { useEffect, useRef } from "react";
import { CloseIcon } from "~/icons";
import { SIDE_NAMES, SIDES, type SideName } from "~/map/core/viewState";
import lens from "../lens/LensPanel.module.css";
import { useWorkspace } from "../workspace/context";
import { SignalsTab } from "./SignalsTab";
import { TalkTab } from "./TalkTab";
import { WhatIfTab } from "./WhatIfTab";

const TABS = { signals: SignalsTab, talk: TalkTab, whatif: WhatIfTab } as const;

/** What to do about the deal, beside the map: its signals, whom to talk to, and what would be if. */
export function SidePanel() {
  const { view, changeView } = useWorkspace();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const side = view.side ?? "signals";
  const Tab = TABS[side];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape anywhere inside closes the panel
    <div
      className={lens["scroll"]}
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && changeView({ side: null })}
    >
      <header className={lens["head"]}>
        <h2 ref={heading} tabIndex={-1} className={lens["title"]}>
          What to do
        </h2>
        <ActionIcon variant="subtle" color="gray" aria-label="Close" onClick={() => changeView({ side: null })}>
          <CloseIcon size={17} />
        </ActionIcon>
      </header>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="What to show"
        value={side}
        onChange={(value) => changeView({ side: value as SideName })}
        data={SIDES.map((value) => ({ value, label: SIDE_NAMES[value] }))}
      />
      <Tab />
    </div>
  );
}
