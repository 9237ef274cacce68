import { Popover } from "@mantine/core";
import type { Gap } from "../api/judgement";
import styles from "./GapBars.module.css";

/** The five visibility gaps as small columns; pressing one lists what makes it wide and leads to the people concerned. */
export function GapBars({ gaps, onPeople }: { gaps: readonly Gap[]; onPeople: (contactIds: string[]) => void }) {
  return (
    <span className={styles["gaps"]}>
      {gaps.map((gap) => (
        <Popover key={gap.key} width={340} position="bottom" shadow="md" withinPortal trapFocus returnFocus>
          <Popover.Target>
            <button
              type="button"
              className={styles["gap"]}
              aria-label={`${gap.name}: ${Math.round(gap.value)} of 100`}
              title={`${gap.name}: ${Math.round(gap.value)} of 100`}
            >
              <span className={styles["column"]} data-wide={gap.value >= 60 || undefined}>
                <span style={{ height: `${Math.max(6, gap.value)}%` }} />
              </span>
            </button>
          </Popover.Target>
          <Popover.Dropdown>
            <p className={styles["name"]}>
              {gap.name} <span className={styles["outOf"]}>{Math.round(gap.value)} of 100</span>
            </p>
            {gap.items.length === 0 && <p className={styles["none"]}>Nothing to close here.</p>}
            <ul className={styles["items"]}>
              {gap.items.slice(0, 12).map((item) => (
                <li key={item.text}>
                  {item.contact_ids.length > 0 ? (
                    <button type="button" className={styles["item"]} onClick={() => onPeople(item.contact_ids)}>
                      {item.text}
                    </button>
                  ) : (
                    <span>{item.text}</span>
                  )}
                </li>
              ))}
            </ul>
            {gap.items.length > 12 && <p className={styles["none"]}>and {gap.items.length - 12} more</p>}
          </Popover.Dropdown>
        </Popover>
      ))}
    </span>
  );
}
